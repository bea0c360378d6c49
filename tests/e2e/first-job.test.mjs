// The first real job: a distributor's spreadsheet of real institutions becomes an archive that one
// region's people can search and work in, and of which another region's people learn nothing.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ADDRESS, ask, CHECKOUT, openBrowser, picture, signIn, startProduct } from './product.mjs';

const REAL = join(CHECKOUT, '..', 'shared', 'data', 'medical_institutions.csv');
const HOSPITAL = '厦门大学附属第一医院';
const DEPARTMENT = '影像中心（端到端）';
const VISIT = '了解磁共振更新计划';

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

const skip = existsSync(REAL) ? false : 'the real file lies beside the checkout only at its makers';

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
  await manager.getByRole('heading', { name: '终端', level: 1 }).waitFor();
  await picture(manager, '02-terminals');
});

test('the real file is checked, its refused rows are explained, and the rest is loaded', { skip }, async () => {
  const page = manager;
  await page.goto(`${ADDRESS}/imports/new`);
  await page.setInputFiles('input[type=file]', REAL);
  await page.getByRole('button', { name: '开始试算' }).waitFor();
  await picture(page, '03-import-columns');
  await page.getByRole('button', { name: '开始试算' }).click();

  const load = page.getByRole('button', { name: /写入 [\d,]+ 行/ });
  await load.waitFor({ timeout: 60_000 });
  await page.getByText('怎么改').first().waitFor();
  await picture(page, '04-import-problems');
  const refused = await ask(page, `${new URL(page.url()).pathname}/problems?severity=ERROR`);
  const problems = JSON.parse(refused.text).items;
  assert.ok(problems.length > 0, 'rows of other regions are refused');
  for (const { row, column, value, message, fix } of problems) {
    assert.ok(row > 1 && column && value && message && fix, 'each says where, what and what to do');
  }

  const skipRefused = page.getByRole('checkbox');
  if (await skipRefused.count()) await skipRefused.first().check();
  await load.click();
  await page.getByText('写入完成').waitFor({ timeout: 60_000 });
  await picture(page, '05-import-done');
});

test('the search box finds a hospital by a part of its name', { skip }, async () => {
  const page = manager;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('附属第一');
  await page.getByRole('option', { name: new RegExp(HOSPITAL) }).waitFor();
  await picture(page, '06-search');
  await page.getByRole('option', { name: new RegExp(HOSPITAL) }).click();
  await page.getByRole('heading', { name: HOSPITAL, level: 1 }).waitFor();
  hospitalId = new URL(page.url()).pathname.split('/').pop();
  await picture(page, '07-hospital');
});

test('a department with a custom attribute and a visit appear in the timeline', { skip }, async () => {
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

test('another region learns nothing: list, search, count, export, address, API', { skip }, async () => {
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
