// The first real job: a distributor's spreadsheet of real institutions becomes an archive that one
// region's people can search and work in, and of which another region's people learn nothing.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ADDRESS, ask, CHECKOUT, openBrowser, picture, signIn, startProduct } from './product.mjs';

const REAL = join(CHECKOUT, '..', 'shared', 'data', 'medical_institutions.csv');
const WORK = join(CHECKOUT, 'var', 'e2e-files');
const DEPARTMENT = '影像中心（端到端）';
const VISIT = '了解磁共振更新计划';

// The makers have a real list beside the checkout; everybody else gets a made-up one of its shape.
const HEADER = 'province_code,province,city_code,city,name,address,tel,tags';
const MADE_UP = [
  '350000,福建省,350200,厦门市,澄屿大学附属第一医院（澄屿市红十字医院）,思明区演示路1号,0592-2137188,定点医院',
  '350000,福建省,350200,厦门市,澄屿大学附属第一医院南院区,海沧区演示路2号,,',
  '350000,福建省,350100,福州市,榕屿医科大学附属第一医院,台江区演示路3号,总机 0591-87981114 转 8,',
  '110000,北京市,110100,北京市,朔渡大学附属第一医院,海淀区演示路4号,,',
];
const real = existsSync(REAL);
const HOSPITAL = real ? '厦门大学附属第一医院' : '澄屿大学附属第一医院';
const ROWS = real ? readFileSync(REAL, 'utf8').trim().split('\n').slice(1) : MADE_UP;
const MISTYPED = '350000,福建省,350299,厦门市,屿澜演示医院,,,';
const MENDED = MISTYPED.replace('350299', '350200');

/** Write a list as somebody would save it; return its path. */
function list(name, rows) {
  mkdirSync(WORK, { recursive: true });
  const path = join(WORK, name);
  writeFileSync(path, [HEADER, ...rows, ''].join('\n'));
  return path;
}

let product;
let browser;
let manager;
let hospitalId;

before(async () => {
  product = await startProduct();
  browser = await openBrowser();
}, { timeout: 400_000 });

after(async () => {
  await browser?.close();
  await product?.stop();
});

/** Upload a list, take the columns as guessed, and wait for what the dry run says. */
async function check(page, path) {
  await page.goto(`${ADDRESS}/imports/new`);
  await page.setInputFiles('input[type=file]', path);
  await page.getByRole('button', { name: '开始试算' }).waitFor();
  await page.getByRole('button', { name: '开始试算' }).click();
  await page.getByRole('button', { name: /写入 [\d,]+ 行/ }).waitFor({ timeout: 60_000 });
  return new URL(page.url()).pathname;
}

/** Every error that the dry run reported, through all pages. */
async function errors(page, path) {
  const found = [];
  for (let cursor = ''; cursor !== null; ) {
    const answer = await ask(page, `${path}/problems?severity=ERROR&cursor=${encodeURIComponent(cursor)}`);
    const { items, next } = JSON.parse(answer.text);
    found.push(...items);
    cursor = next;
  }
  return found;
}

test('a wrong password is told in Chinese, and the right one opens the archive', async () => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await page.goto(`${ADDRESS}/`);
  assert.equal(new URL(page.url()).pathname, '/login');
  await page.fill('#login_name', 'hd.manager');
  await page.fill('#password', 'not the password');
  await page.click('button[type=submit]');
  assert.match(await page.getByRole('alert').innerText(), /登录名或密码不对/);
  await picture(page, '01-login');

  manager = await signIn(browser, product, 'hd.manager');
  await manager.goto(`${ADDRESS}/terminals`);
  await manager.getByRole('heading', { name: '终端', level: 1 }).waitFor();
  await picture(manager, '02-terminals');
});

test('the dry run lists every wrong row; mended, the list goes in as a whole', async () => {
  const page = manager;
  await page.goto(`${ADDRESS}/imports/new`);
  await page.setInputFiles('input[type=file]', list('名单.csv', [...ROWS, MISTYPED]));
  await page.getByRole('button', { name: '开始试算' }).waitFor();
  await picture(page, '03-import-columns');

  const first = await check(page, list('名单.csv', [...ROWS, MISTYPED]));
  await page.getByText('怎么改').first().waitFor();
  await picture(page, '04-import-problems');
  const wrong = await errors(page, first);
  for (const { row, column, value, message, fix } of wrong) {
    assert.ok(row > 1 && column && value && message && fix, 'each says where, what and what to do');
  }
  const mistyped = wrong.find(({ row }) => row === ROWS.length + 2);
  assert.match(mistyped.message, /350299/);
  assert.equal(await page.getByRole('button', { name: /写入 [\d,]+ 行/ }).isDisabled(), true);

  // The mistyped code is put right, and what belongs to other regions is left to them. A row that
  // stood twice shows its own error only once its twin is gone: so again, until nothing is wrong.
  let rows = [...ROWS, MENDED];
  let left = wrong.filter(({ row }) => row !== ROWS.length + 2);
  assert.ok(left.some(({ code }) => code === 'OUT_OF_REACH'), 'rows of other regions are refused');
  for (let turn = 0; left.length > 0; turn += 1) {
    assert.ok(turn < 3, JSON.stringify(left[0]));
    const theirs = new Set(left.map(({ row }) => row));
    rows = rows.filter((_, index) => !theirs.has(index + 2));
    left = await errors(page, await check(page, list(`名单（改好${turn + 1}）.csv`, rows)));
  }
  await page.getByRole('button', { name: /写入 [\d,]+ 行/ }).click();
  await page.getByText('写入完成').waitFor({ timeout: 60_000 });
  await picture(page, '05-import-done');
});

test('the search box finds a hospital by a part of its name', async () => {
  const page = manager;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('附属第一');
  const found = page.getByRole('option', { name: new RegExp(HOSPITAL) }).first();
  await found.waitFor();
  await picture(page, '06-search');
  await found.click();
  await page.getByRole('heading', { name: HOSPITAL, level: 1 }).waitFor();
  hospitalId = new URL(page.url()).pathname.split('/').pop();
  await picture(page, '07-hospital');
});

test('a department with a custom attribute and a visit appear in the timeline', async () => {
  const page = manager;
  await page.getByRole('button', { name: '添加下级' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('名称', { exact: true }).fill(DEPARTMENT);
  const codes = sheet.getByLabel('对应诊疗科目');
  await codes.click();
  await codes.fill('32.02');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape').catch(() => undefined);
  await sheet.getByLabel('现有 CT 台数').fill('3');
  await picture(page, '08-department');
  await sheet.getByRole('button', { name: '建档' }).click();
  await page.getByRole('heading', { name: DEPARTMENT, level: 1 }).waitFor();
  const added = JSON.parse((await ask(page, `/terminals/${new URL(page.url()).pathname.split('/').pop()}`)).text);
  assert.equal(Object.values(added.attributes).includes(3), true);

  await page.getByRole('button', { name: '登记拜访' }).click();
  const visit = page.getByRole('dialog');
  await visit.getByLabel('目的').click();
  await page.getByTitle('了解需求').or(page.getByRole('option', { name: '了解需求' })).last().click();
  await visit.getByRole('radio', { name: '上门拜访' }).check();
  await visit.getByLabel('谈了什么').fill(VISIT);
  await visit.getByRole('button', { name: '登记拜访' }).click();
  await visit.waitFor({ state: 'hidden' });

  await page.goto(`${ADDRESS}/terminals/${hospitalId}?tab=timeline`);
  await page.getByText(new RegExp(`新增科室「${DEPARTMENT}」`)).first().waitFor();
  await page.getByText(new RegExp(VISIT)).first().waitFor();
  await picture(page, '09-timeline');
  assert.deepEqual(page.troubles, []);
});

test('another region learns nothing: list, search, count, export, address, API', async () => {
  const page = await signIn(browser, product, 'gd.sales');
  await page.goto(`${ADDRESS}/terminals/${hospitalId}`);
  await page.getByText(/没有找到/).first().waitFor();
  await picture(page, '10-other-region');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(HOSPITAL);
  await page.waitForTimeout(1000);
  assert.equal(await page.getByRole('option', { name: new RegExp(HOSPITAL) }).count(), 0);

  const q = encodeURIComponent(HOSPITAL);
  const answers = {
    list: await ask(page, `/terminals?q=${q}`),
    count: await ask(page, `/terminals/count?q=${q}`),
    search: await ask(page, `/search?q=${q}`),
    export: await ask(page, `/terminals/export?format=csv&q=${q}`),
    profile: await ask(page, `/terminals/${hospitalId}`),
    timeline: await ask(page, `/terminals/${hospitalId}/timeline`),
    contacts: await ask(page, `/terminals/${hospitalId}/contacts`),
    visits: await ask(page, `/terminals/interactions`),
  };
  assert.deepEqual(JSON.parse(answers.list.text).items, []);
  assert.equal(JSON.parse(answers.count.text).count, 0);
  assert.deepEqual(JSON.parse(answers.search.text).items, []);
  assert.equal(answers.export.status, 200);
  for (const name of ['profile', 'timeline', 'contacts']) assert.equal(answers[name].status, 404, name);
  for (const [name, { text }] of Object.entries(answers)) {
    for (const secret of [HOSPITAL, DEPARTMENT, VISIT]) assert.ok(!text.includes(secret), name);
  }
});
