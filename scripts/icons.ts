/**
 * Draws the program's icons from one source: `npm exec -c "node scripts/icons.ts"`. The tray's states differ
 * by silhouette first and by colour second, on a grid of 16 units; sizes are those that systems ask for.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { icns, icnsSizes, ico, type Picture } from "./packing/icon-containers.ts";

const assets = resolve(import.meta.dirname, "../assets");

interface Inks {
  readonly base: string;
  readonly good: string;
  readonly warn: string;
  readonly demo: string;
}

/** `light` and `dark`: the bar that the icon lies on. `template`: macOS colours it by itself. */
const inks: Readonly<Record<"light" | "dark" | "template", Inks>> = {
  light: { base: "#171B21", good: "#176B3A", warn: "#B36B00", demo: "#7A3E9D" },
  dark: { base: "#E7EAEF", good: "#6FD394", warn: "#F0B45A", demo: "#D2A0F0" },
  template: { base: "#000", good: "#000", warn: "#000", demo: "#000" },
};

/** The handset of icon.svg, in x 1 to 11 and y 5 to 15. */
const handset =
  "M9 15c0 19 16 35 35 35 3 0 5-2 5-5v-4c0-2-1-3-3-4l-6-2c-2-1-3 0-4 1l-2 3c-6-3-11-8-14-14l3-2c1-1 2-2 1-4l-2-6c-1-2-2-3-4-3h-4c-3 0-5 2-5 5z";
const place = "translate(-1.25 2.5) scale(.25)";
const full = (ink: string) => `<path d="${handset}" transform="${place}" fill="${ink}"/>`;
/** Drawn inside its own edge, so that it is no larger than the filled one. */
const outline = (ink: string) =>
  `<clipPath id="h"><path d="${handset}" transform="${place}"/></clipPath><g clip-path="url(#h)"><path d="${handset}" transform="${place}" fill="none" stroke="${ink}" stroke-width="10"/></g>`;

/** `mark` in its colour; around it the base is cut out by one unit. */
interface Drawing {
  readonly filled: boolean;
  readonly mark: (inks: Inks) => string;
  /** The same mark in black, one unit larger all around. */
  readonly cut: string;
}

const wide = 'fill="#000" stroke="#000" stroke-width="2" stroke-linejoin="round"';
const arcs = "M9.5 4A3 3 0 0 1 12.5 7M9.5 1.5A5.5 5.5 0 0 1 15 7";
const triangle = "M12.5 .6 16 7.6H9z";
const flask = "M11 1h3.4M11.6 1v2.6L9.7 6.7a.7.7 0 0 0 .6 1h4.8a.7.7 0 0 0 .6-1L13.8 3.6V1";
const dots = [9.7, 12.4, 15.1].map((x) => `<circle cx="${x}" cy="4" r="1"/>`).join("");

const drawings: Readonly<Record<string, Drawing>> = {
  connected: {
    filled: true,
    mark: ({ good }) =>
      `<path d="${arcs}" fill="none" stroke="${good}" stroke-width="1.5" stroke-linecap="round"/>`,
    cut: `<path d="${arcs}" fill="none" stroke="#000" stroke-width="3.5"/>`,
  },
  attention: {
    filled: true,
    mark: ({ warn }) =>
      `<mask id="e"><path d="${triangle}" fill="#fff" stroke="#fff" stroke-width=".8" stroke-linejoin="round"/><path d="M12.5 2.9v2" stroke="#000" stroke-width="1.1"/><circle cx="12.5" cy="6.4" r=".65"/></mask><rect width="16" height="16" fill="${warn}" mask="url(#e)"/>`,
    cut: `<path d="${triangle}" ${wide}/>`,
  },
  stopped: {
    filled: false,
    mark: ({ base }) => `<rect x="10.2" y="1.5" width="5" height="5" rx=".6" fill="${base}"/>`,
    cut: `<rect x="10.2" y="1.5" width="5" height="5" ${wide}/>`,
  },
  connecting: {
    filled: false,
    mark: ({ base }) => `<g fill="${base}">${dots}</g>`,
    cut: `<g ${wide}>${dots}</g>`,
  },
  unreachable: {
    filled: false,
    mark: ({ base }) => `<path d="M2 2 14 14" stroke="${base}" stroke-width="1.5" stroke-linecap="round"/>`,
    cut: `<path d="M2 2 14 14" stroke="#000" stroke-width="3.5" stroke-linecap="round"/>`,
  },
  demo: {
    filled: true,
    mark: ({ demo }) =>
      `<path d="${flask}" fill="none" stroke="${demo}" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round"/>`,
    cut: `<path d="${flask}" ${wide}/>`,
  },
};

/** Scale factors of displays: 1, 1.25, 1.5, 2, 3. */
const traySizes = [16, 20, 24, 32, 48];
const windowsSizes = [16, 20, 24, 32, 48, 64, 128, 256];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];

function traySvg({ filled, mark, cut }: Drawing, colours: Inks): string {
  const base = filled ? full(colours.base) : outline(colours.base);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><mask id="c"><rect width="16" height="16" fill="#fff"/>${cut}</mask><g mask="url(#c)">${base}</g>${mark(colours)}</svg>`;
}

async function drawn(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const sized = svg.replace("<svg ", `<svg width="${size}" height="${size}" style="display:block" `);
  await page.setContent(`<body style="margin:0">${sized}</body>`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

async function launch(): Promise<Browser> {
  const system = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));
  const packaged = async () => (await import("@sparticuz/chromium")).default.executablePath();
  return chromium.launch({
    executablePath: system ?? (await packaged()),
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

const browser = await launch();
mkdirSync(join(assets, "tray"), { recursive: true });
for (const [state, drawing] of Object.entries(drawings)) {
  for (const [scheme, colours] of Object.entries(inks)) {
    for (const size of traySizes) {
      writeFileSync(
        join(assets, "tray", `${state}-${scheme}-${size}.png`),
        await drawn(browser, traySvg(drawing, colours), size),
      );
    }
  }
}
const icon = readFileSync(join(assets, "icon.svg"), "utf8");
const pictures: Picture[] = [];
for (const size of new Set([...windowsSizes, ...linuxSizes, ...icnsSizes])) {
  pictures.push({ size, png: await drawn(browser, icon, size) });
}
await browser.close();
const pngOf = (size: number) => pictures.find((picture) => picture.size === size)?.png ?? Buffer.alloc(0);
writeFileSync(join(assets, "icon.ico"), ico(windowsSizes.map((size) => ({ size, png: pngOf(size) }))));
writeFileSync(join(assets, "icon.icns"), icns(pictures));
writeFileSync(join(assets, "icon.png"), pngOf(512));
mkdirSync(join(assets, "icons"), { recursive: true });
for (const size of linuxSizes) writeFileSync(join(assets, "icons", `${size}x${size}.png`), pngOf(size));
