// Prints the gzip size of the JavaScript that the list of terminals needs, and fails over the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 330 * 1024;
/** What every page pays: nothing that only some pages need belongs here. */
const frameBudget = 180 * 1024;
const dist = new URL('../apps/office/dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** The entry and everything it imports statically. */
function needed(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name]?.imports ?? []) needed(next, seen);
  return seen;
}

const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** What is loaded before the list stands: the frame, the list itself and its words. */
const firstList = [
  'index.html',
  'src/features/terminals/list.tsx',
  'src/shared/words/zh/terminals.ts',
];
const first = new Set();
for (const name of firstList) {
  if (!manifest[name]) throw new Error(`${name} is no entry of the build any more`);
  needed(name, first);
}

let frame = 0;
for (const name of needed('index.html')) frame += gzip(manifest[name].file);
let total = 0;
for (const name of first) {
  const { file } = manifest[name];
  const bytes = gzip(file);
  total += bytes;
  console.log(`${kib(bytes).padStart(10)}  ${file}`);
}
console.log(
  `${kib(frame).padStart(10)}  of it the frame of every page (budget ${kib(frameBudget)})`,
);
console.log(`${kib(total).padStart(10)}  first list, gzip (budget ${kib(budget)})`);
for (const [name, { file, isDynamicEntry }] of Object.entries(manifest))
  if (isDynamicEntry && !first.has(name))
    console.log(`${kib(gzip(file)).padStart(10)}  later: ${name}`);
const over = Math.max(total - budget, frame - frameBudget);
if (over > 0) {
  console.error(`over budget by ${kib(over)}`);
  process.exit(1);
}
