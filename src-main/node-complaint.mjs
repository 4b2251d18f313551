// Plain JavaScript, because a Node that is too old for .ts files must be able to read it.
const wanted = 24;

/**
 * What is wrong with this Node and what to do, or undefined when it fits.
 * @param {string} version such as "24.21.0"
 * @returns {string | undefined}
 */
export function nodeComplaint(version) {
  if (Number.parseInt(version, 10) === wanted) return undefined;
  return (
    `3CX Webhook needs Node ${wanted}, this is Node ${version}. Run "npm ci" again (it brings Node ${wanted} for ` +
    `Linux and Windows) and start with "npm run …"; on other systems install Node ${wanted} first.`
  );
}
