/** Before any browser starts: the page as it is in the sources. A page that cannot be built fails every test. */
import { buildPage } from "../../scripts/build/page.ts";

export async function setup(): Promise<void> {
  await buildPage();
}
