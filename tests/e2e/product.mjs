// Starts the product as a newcomer does, in a data directory of its own, and opens a browser at it.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CHECKOUT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(join(CHECKOUT, 'web', 'package.json'));
const { chromium } = require('playwright-core');

const DATA = join(CHECKOUT, 'var', 'e2e');
const SCREENS = join(CHECKOUT, 'var', 'screens');
const PORT = Number(process.env.DUAN_E2E_PORT ?? 8136);
export const ADDRESS = `http://127.0.0.1:${PORT}`;
const STARTS_WITHIN = 300_000;
const CHROMIUM = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

function duan(...words) {
  const command = join(CHECKOUT, '.venv', 'bin', 'duan');
  return spawn(command, words, {
    cwd: CHECKOUT,
    env: { ...process.env, DUAN_DATA: DATA },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function ended(child) {
  return new Promise((resolve) => child.once('exit', resolve));
}

let shared;
let users = 0;

/** The one product that all files of a run work in; the last to stop it ends it. */
export async function startProduct() {
  users += 1;
  shared ??= start();
  const product = await shared;
  return {
    ...product,
    async stop() {
      users -= 1;
      if (users === 0) await product.stop();
    },
  };
}

/** Start with an empty database and wait until the address is printed. */
async function start() {
  await ended(duan('db', 'stop'));
  rmSync(DATA, { recursive: true, force: true });
  rmSync(SCREENS, { recursive: true, force: true });
  mkdirSync(SCREENS, { recursive: true });
  const server = duan('run', '--port', String(PORT));
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the product did not start')), STARTS_WITHIN);
    server.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
    server.stdout.on('data', (text) => {
      process.stdout.write(text);
      if (String(text).includes(ADDRESS)) {
        clearTimeout(timer);
        resolve();
      }
    });
  });
  await answers();
  const demo = JSON.parse(readFileSync(join(DATA, 'demo.json'), 'utf8'));
  return {
    password: demo.password,
    async stop() {
      server.removeAllListeners('exit');
      const gone = ended(server);
      server.kill('SIGTERM');
      await gone;
      await ended(duan('db', 'stop'));
    },
  };
}

async function answers() {
  for (let turn = 0; turn < 100; turn += 1) {
    try {
      if ((await fetch(`${ADDRESS}/login`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the address was printed, but nothing answers');
}

export async function openBrowser() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM });
}

/** Sign somebody in in a window of his own; every error on the page fails the test. */
export async function signIn(browser, product, login, { width = 1440 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 900 : 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('the server responded with')) {
      page.troubles.push(line.text());
    }
  });
  await page.goto(`${ADDRESS}/login`);
  await page.fill('#login_name', login);
  await page.fill('#password', product.password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.waitForLoadState('networkidle');
  return page;
}

/** Keep a picture of the page at both widths, for people to look at. */
export async function picture(page, name) {
  const before = page.viewportSize();
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(SCREENS, `${name}-${width}.png`) });
  }
  await page.setViewportSize(before);
  await page.waitForTimeout(150);
}

/** Keep a picture of the page as it is, once nothing on it is waiting any more. */
export async function snap(page, name) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main :is([aria-busy="true"], .waiting)'));
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await still(page, name);
}

/** Keep a picture of the page in whatever state it is. */
export async function still(page, name) {
  await page.screenshot({ path: join(SCREENS, `${name}.png`), animations: 'disabled' });
}

/** Ask the API with the window's own cookie. */
export async function ask(page, path) {
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    return { status: answer.status, text: await answer.text() };
  }, `/api${path}`);
}
