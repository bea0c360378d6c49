// What people do with their hands on a page: choose, fill in, confirm, scan, sign, and look.
import { ask } from './product.mjs';

const GS = '\x1d';
const MOST = 30_000;

/** Choose from a list that opens below a field; some lists have to be searched first. */
export async function choose(field, text, { search = '' } = {}) {
  const page = field.page();
  await field.click();
  if (search) await field.fill(search);
  await page.locator('.ant-select-item-option').filter({ hasText: text, visible: true }).first().click();
}

/** Type a day into a field with a calendar. */
export async function day(field, value) {
  await field.click();
  await field.fill(value);
  await field.press('Tab');
}

/** Send the form or answer the question that is open, and wait until it is gone. */
export async function send(page, button) {
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: button, exact: true }).click();
  await sheet.waitFor({ state: 'hidden', timeout: MOST });
}

/** The code on a unit: serial number first, so that a separator must end it. */
export function codeOf({ item, serial, made }) {
  const sum = [...item].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  const check = (10 - (sum % 10)) % 10;
  return `01${item}${check}21${serial}${GS}11${made.replaceAll('-', '').slice(2)}`;
}

/** Hold a scanner to a code: it types, sends the separator as Ctrl-], and ends with Enter. */
export async function scan(page, code) {
  const field = page.getByLabel('扫描设备标签');
  const [first, ...rest] = code.split(GS);
  await field.pressSequentially(first);
  for (const part of rest) {
    await field.press('Control+]');
    await field.pressSequentially(part);
  }
  await field.press('Enter');
}

/** Draw a name with the finger. */
export async function sign(page) {
  const canvas = page.getByRole('img', { name: '请在此签名' });
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await canvas.boundingBox();
  const at = (across, down) => [x + width * across, y + height * down];
  for (const stroke of [
    [[0.2, 0.3], [0.3, 0.7], [0.4, 0.3], [0.35, 0.5]],
    [[0.5, 0.3], [0.5, 0.75], [0.65, 0.6], [0.8, 0.35]],
  ]) {
    await page.mouse.move(...at(...stroke[0]));
    await page.mouse.down();
    for (const point of stroke.slice(1)) await page.mouse.move(...at(...point), { steps: 6 });
    await page.mouse.up();
  }
}

/** Ask until the answer holds what the worker is about to do. */
export async function until(page, path, found) {
  for (const from = Date.now(); Date.now() - from < MOST; ) {
    const { status, text } = await ask(page, path);
    const result = status === 200 ? found(JSON.parse(text)) : undefined;
    if (result) return result;
    await page.waitForTimeout(250);
  }
  throw new Error(`${path} never told what was waited for`);
}

/** All that can be read on a page. */
export async function textOf(page) {
  return page.locator('body').innerText();
}

/** The pages that somebody's rail leads to. */
export async function railOf(page) {
  const links = page.locator('.rail nav a');
  await links.first().waitFor();
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
}
