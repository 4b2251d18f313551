// Loaded before every entry (node --import): with another Node the .ts files, node:sqlite or both fail
// with words that help nobody. Plain JavaScript, because an older Node must be able to read it.
const wanted = 24;

/**
 * What is wrong with this Node and what to do, or undefined when it fits.
 * @param {string} version such as "24.21.0"
 * @returns {string | undefined}
 */
export function nodeComplaint(version) {
  const major = Number.parseInt(version, 10);
  if (major === wanted) return undefined;
  return (
    `3CX Webhook needs Node ${wanted}, this is Node ${version}. Run "npm ci" again (it brings Node ${wanted} for ` +
    `Linux and Windows) and start with "npm run …"; on other systems install Node ${wanted} first.`
  );
}

const complaint = nodeComplaint(process.versions.node);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
