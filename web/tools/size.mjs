// Prints the gzip size of the JavaScript the first list needs, and fails over the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 330 * 1024;
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

let total = 0;
for (const name of needed('index.html')) {
  const { file } = manifest[name];
  const bytes = gzip(file);
  total += bytes;
  console.log(`${kib(bytes).padStart(10)}  ${file}`);
}
console.log(`${kib(total).padStart(10)}  first list, gzip (budget ${kib(budget)})`);
for (const [name, { file, isDynamicEntry }] of Object.entries(manifest))
  if (isDynamicEntry) console.log(`${kib(gzip(file)).padStart(10)}  later: ${name}`);
if (total > budget) {
  console.error(`over budget by ${kib(total - budget)}`);
  process.exit(1);
}
