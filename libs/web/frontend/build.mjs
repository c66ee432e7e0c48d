// Collects what browsers need from node_modules into the package's static/vendor folder.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "../src/samenspel_web/static/vendor");

const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const packages = Object.keys(manifest.devDependencies).sort();
const font = "@fontsource/atkinson-hyperlegible-next";
const icons = [
  "annoyed", "arrow-left", "arrow-right", "calendar", "chart-column", "check", "chevron-right",
  "circle", "circle-alert", "circle-check", "circle-dot", "clock", "eye", "file-text", "flag",
  "frown", "hand-heart", "heart-handshake", "hourglass", "house", "inbox", "info", "laugh",
  "log-out", "mail", "map-pin", "meh", "message-circle", "phone", "plus", "printer", "refresh-cw",
  "school", "search", "smile", "sprout", "triangle-alert", "user", "users", "x",
];

const text = (...path) => readFileSync(join(modules, ...path), "utf8");
const version = (name) => JSON.parse(text(name, "package.json"));

function components() {
  const parts = packages.filter((name) => name.startsWith("@utrecht/"));
  return parts.map((name) => text(name, "dist/index.min.css").trim()).join("\n") + "\n";
}

function sprite() {
  const symbols = icons.map((name) => {
    const drawing = text("lucide-static/icons", `${name}.svg`)
      .replace(/<!--.*?-->/s, "").replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>\s*$/, "")
      .replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

function notices() {
  const blocks = new Map();
  for (const name of packages) {
    const file = name.startsWith("@utrecht/") ? "LICENSE.md" : "LICENSE";
    const licence = text(name, file).trim();
    const { version: release, license } = version(name);
    const users = blocks.get(licence) ?? [];
    blocks.set(licence, [...users, `${name} ${release} (${license})`]);
  }
  const chapters = [...blocks].map(([licence, users]) => `${users.join("\n")}\n\n${licence}\n`);
  return ["Parts of others that these pages use, with their licences.\n", ...chapters]
    .join(`\n${"-".repeat(80)}\n\n`);
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "utrecht.css"), components());
writeFileSync(join(target, "icons.svg"), sprite());
writeFileSync(join(target, "LICENSES.txt"), notices());
writeFileSync(
  join(target, "htmx.js"),
  text("htmx.org/dist/htmx.min.js").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"),
);
for (const subset of ["latin", "latin-ext"])
  for (const weight of [400, 700])
    cpSync(
      join(modules, font, "files", `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`),
      join(target, `atkinson-${subset}-${weight}.woff2`),
    );
