/** Whatever is left in English in a German window, wherever its words come from. */
import type { Page } from "playwright-core";

/** Words of English sentences that neither German nor the names of settings, events and callers have. */
const english = /(?:^|\s)(?:the|is|are|were|not|and|with|from|this|that|which|has|have|its|of)\s/;

/** Texts and labels, folded ones too. What is typed, and code, speaks no language. */
export async function englishIn(page: Page): Promise<string[]> {
  const texts: unknown = await page.evaluate(textsInPage);
  return Array.isArray(texts) ? texts.map(String).filter((text) => english.test(text)) : [];
}

const textsInPage = `(() => {
  const texts = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("script, style, textarea, code, .mono") !== null) continue;
    for (const name of ["title", "aria-label", "placeholder"]) texts.add(element.getAttribute(name) ?? "");
    for (const { nodeType, data } of element.childNodes) if (nodeType === Node.TEXT_NODE) texts.add(data);
  }
  return [...texts];
})()`;
