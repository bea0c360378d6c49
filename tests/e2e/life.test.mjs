// One device's whole life, from lead to renewal: each step in the window of the person whose work it is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, codeOf, day, railOf, scan, send, sign, textOf, until } from './hands.mjs';
import { ADDRESS, ask, openBrowser, signIn, snap, startProduct, still } from './product.mjs';

const TITLE = 'ICU 呼吸机扩容';
const SERIAL = 'VT60007';
const TICKET = '潮气量报警频繁';
const ONSITE = new Set(['hz.engineer', 'hz.hospital']);
const WITHOUT_PRICES = ['hz.keeper', 'hz.checker', 'hz.engineer', 'hz.hospital'];
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAIAAAAUMWhjAAAAKElEQVR42mNQMfOhKWIYtWDUglELRi0YtWDUglELRi0YtWDUguFqAQCjPGDQV0b3cAAAAABJRU5ErkJggg==',
  'base64',
);

const onDay = (days) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);
const VENTILATOR = { item: '0697001234502', serial: SERIAL, made: onDay(-60) };
const PUMP = { item: '0697001234503', serial: 'SP30020', made: onDay(-60) };

const windows = new Map();
const ids = {};
let product;
let browser;
let hospital;
let broken = '';

before(async () => {
  product = await startProduct();
  browser = await openBrowser();
}, { timeout: 400_000 });

after(async () => {
  await browser?.close();
  await product?.stop();
});

/** One step of the story; after a broken one the rest could only fail for its sake. */
function step(name, act) {
  test(name, async (t) => {
    if (broken) return t.skip(`after: ${broken}`);
    broken = name;
    await act().catch(async (error) => {
      for (const [login, page] of windows) await still(page, `life-broken-${login}`);
      throw error;
    });
    broken = '';
  });
}

/** Somebody's own window, signed in once; who works on site has a phone. */
async function as(login) {
  if (!windows.has(login)) {
    const page = await signIn(browser, product, login, { width: ONSITE.has(login) ? 390 : 1440 });
    page.priceless = WITHOUT_PRICES.includes(login);
    windows.set(login, page);
  }
  return windows.get(login);
}

/** Open a list and from there the page of one of its rows. */
async function follow(page, list, path) {
  await page.goto(`${ADDRESS}${list}`);
  await page.locator(`main a[href="${path}"]`).first().click();
  await page.waitForURL((url) => `${url.pathname}${url.search}` === path);
}

/** Press the one button that brings the deal forward. */
async function next(page, name) {
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name, exact: true }).click();
}

/** Keep a picture; those who have no business with prices must not see one on it. */
async function shot(page, name) {
  await snap(page, name);
  if (page.priceless) assert.doesNotMatch(await textOf(page), /[¥￥]|268,?000/, name);
}

const said = (page, text) => page.getByText(text).first().waitFor();

step('sales adds a lead, qualifies it and has a quote accepted', async () => {
  hospital = await until(await as('hz.hospital'), '/assets/units', ({ items }) => items[0]?.terminal_name);
  const page = await as('hubei.sales');
  await page.goto(`${ADDRESS}/sales`);
  await page.getByRole('button', { name: '新增线索' }).click();
  const sheet = page.getByRole('dialog');
  await choose(sheet.getByLabel('医院', { exact: true }), hospital, { search: hospital });
  await choose(sheet.getByLabel('科室'), '重症医学科', { search: '重症' });
  await sheet.getByLabel('项目名称').fill(TITLE);
  await sheet.getByLabel('需求').fill('冬季床位扩到 18 张，先增配 1 台');
  await shot(page, 'life-01-lead');
  await send(page, '保存');
  await page.getByRole('heading', { name: TITLE }).waitFor();
  ids.deal = new URL(page.url()).pathname.split('/').pop();

  await next(page, '转为商机');
  await sheet.getByLabel('预算').fill('288000');
  await day(sheet.getByLabel('预计签约日期'), onDay(45));
  await shot(page, 'life-02-opportunity');
  await send(page, '转为商机');

  await next(page, '起草报价');
  await choose(sheet.getByLabel('第 1 行 型号'), 'VT-60', { search: 'VT-60' });
  await sheet.getByLabel('第 1 行 单价（含税）').fill('268000');
  await day(sheet.getByLabel('有效期至'), onDay(30));
  await shot(page, 'life-03-quote');
  await send(page, '保存');
  for (const step of ['发出报价', '客户接受']) {
    await next(page, step);
    await send(page, step);
  }
});

step('the contract is drafted by sales, approved by the manager, signed, and becomes an order', async () => {
  const page = await as('hubei.sales');
  const sheet = page.getByRole('dialog');
  await next(page, '起草合同');
  await sheet.getByText('合计 100%').waitFor();
  await sheet.getByLabel('质保期').fill('12');
  await choose(sheet.getByLabel('服务等级'), 'A 生命支持');
  await shot(page, 'life-04-contract');
  await send(page, '保存');
  await next(page, '提交审批');
  await send(page, '提交审批');
  await said(page, '等待有权限的同事办理');

  const manager = await as('hz.manager');
  await follow(manager, '/sales?waiting=true', `/sales/${ids.deal}`);
  await next(manager, '批准合同');
  await shot(manager, 'life-05-approval');
  await send(manager, '批准合同');

  await page.reload();
  await next(page, '登记签订');
  await day(sheet.getByLabel('签订日期'), onDay(0));
  await send(page, '登记签订');
  await next(page, '确认订单');
  await day(sheet.getByLabel('承诺到货日期'), onDay(0));
  await send(page, '确认订单');
  await said(page, '销售的步骤都办完了');
  await shot(page, 'life-06-order');
});

step('the keeper receives one more unit by scan', async () => {
  const page = await as('hz.keeper');
  await page.goto(`${ADDRESS}/stock`);
  await page.getByRole('button', { name: '新建收货单' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('供应商').fill('江岳医疗科技股份有限公司');
  await sheet.getByLabel('随货同行单号').fill('SX-E2E-01');
  await send(page, '开始收货');
  await scan(page, codeOf(VENTILATOR));
  await said(page, '治疗呼吸机 VT-60 已入库');
  await shot(page, 'life-07-intake');
  await page.getByRole('button', { name: '完成收货' }).click();
  await send(page, '完成收货');
  await said(page, '已完成');
});

step('the checker is refused the wrong product in words, and passes the right one', async () => {
  const page = await as('hz.checker');
  const { order } = JSON.parse((await ask(await as('hubei.sales'), `/sales/deals/${ids.deal}`)).text);
  ids.order = order.order_no;
  ids.shipment = await until(page, `/delivery/shipments?q=${ids.order}`, ({ items }) => items[0]?.id);
  await follow(page, '/delivery', `/delivery/${ids.shipment}`);
  await scan(page, codeOf(PUMP));
  const refused = page.locator('.scan-row-bad').first();
  await refused.waitFor();
  assert.match(await refused.innerText(), /「注射泵 SP-3」不在订单 S\d+ 里，不能出库。请放回原处，按出库单取货。/);
  await scan(page, codeOf(VENTILATOR));
  await said(page, '全部 1 台已经复核，可以完成。');
  await shot(page, 'life-08-check');
  await page.getByRole('button', { name: '完成复核' }).click();
  await send(page, '完成复核');
  await said(page, '已复核，等待库管员发货。');
});

step('the keeper ships it, and the engineer confirms its arrival', async () => {
  const keeper = await as('hz.keeper');
  await follow(keeper, '/delivery', `/delivery/${ids.shipment}`);
  await keeper.getByRole('button', { name: '发货', exact: true }).click();
  await keeper.getByRole('dialog').getByLabel('承运人').fill('驿达冷链物流');
  await keeper.getByRole('dialog').getByLabel('运单号').fill('YD-E2E-0001');
  await shot(keeper, 'life-09-ship');
  await send(keeper, '发货');
  await said(keeper, '货在途中，等待现场确认到货。');

  const engineer = await as('hz.engineer');
  await follow(engineer, '/delivery', `/delivery/${ids.shipment}`);
  await engineer.getByRole('button', { name: '确认到货' }).click();
  await engineer.getByRole('dialog').getByLabel('签收人').fill('设备科收货处');
  await shot(engineer, 'life-10-arrival');
  await send(engineer, '确认到货');
  await said(engineer, '已到货');
});

step('the manager dispatches, the engineer installs with checklist and photo', async () => {
  const manager = await as('hz.manager');
  const task = await until(manager, `/field/tasks?deal=${ids.deal}`, ({ items }) => items[0]);
  ids.task = task.id;
  ids.unit = task.unit_id;
  await follow(manager, '/onsite', `/onsite/${ids.task}`);
  await manager.getByRole('button', { name: '派工' }).click();
  await choose(manager.getByRole('dialog').getByLabel('工程师'), '彭刚');
  await shot(manager, 'life-11-dispatch');
  await send(manager, '派工');

  const page = await as('hz.engineer');
  await follow(page, '/onsite', `/onsite/${ids.task}`);
  await page.getByRole('button', { name: '开始安装' }).click();
  const boxes = page.getByRole('checkbox');
  await page.getByText('必做').first().waitFor();
  await shot(page, 'life-12-install');
  for (const box of await boxes.all()) await box.check();
  await page.setInputFiles('input[type=file] >> nth=0', { name: '现场.png', mimeType: 'image/png', buffer: PHOTO });
  await said(page, '已上传');
  const finish = page.getByRole('button', { name: '安装完成，交院方验收' });
  await finish.scrollIntoViewIfNeeded();
  await shot(page, 'life-13-photo');
  await finish.click();
  await said(page, '等待院方人员登录后验收签字。');
});

step('the hospital signs and accepts, and its people are trained', async () => {
  const page = await as('hz.hospital');
  await follow(page, '/onsite', `/onsite/${ids.task}`);
  await page.getByLabel('签字人姓名').fill('邓颖');
  await page.getByLabel('职务').fill('设备科');
  await sign(page);
  await shot(page, 'life-14-acceptance');
  await page.getByRole('button', { name: '确认验收' }).click();
  await page.getByRole('img', { name: '邓颖 的签名' }).waitFor();
  await shot(page, 'life-15-accepted');

  const engineer = await as('hz.engineer');
  await engineer.reload();
  await engineer.getByRole('button', { name: '安排培训' }).click();
  await send(engineer, '安排培训');
  await engineer.getByRole('link', { name: '日常操作与维护' }).click();
  await engineer.getByLabel('第 1 位 · 姓名').fill('何静');
  await engineer.getByRole('button', { name: '添加一人' }).click();
  await engineer.getByLabel('第 2 位 · 姓名').fill('罗平');
  await shot(engineer, 'life-16-training');
  await engineer.getByRole('button', { name: '完成培训' }).click();
  await said(engineer, '到场 2 人，通过 2 人');
});

step('the hospital reports a fault, the engineer mends it, the service desk asks afterwards', async () => {
  const page = await as('hz.hospital');
  await page.goto(`${ADDRESS}/care`);
  await page.getByRole('button', { name: '报修' }).click();
  const sheet = page.getByRole('dialog');
  await choose(sheet.getByLabel('设备'), SERIAL, { search: SERIAL });
  await sheet.getByLabel('故障现象').fill(TICKET);
  await shot(page, 'life-17-report');
  await send(page, '提交报修');
  await page.getByRole('heading', { name: TICKET }).waitFor();
  const path = new URL(page.url()).pathname;

  const engineer = await as('hz.engineer');
  await follow(engineer, '/care', path);
  await engineer.getByRole('button', { name: '受理' }).click();
  await engineer.getByRole('button', { name: '填写修复结果' }).click();
  await engineer.getByRole('dialog').getByLabel('处理结果').fill('更换流量传感器，校准后正常');
  await send(engineer, '已修复');
  await said(engineer, '待回访');
  await shot(engineer, 'life-18-repaired');

  const desk = await as('hz.desk');
  await follow(desk, '/care?queue=FOLLOW_UP', path);
  await desk.getByRole('button', { name: '回访' }).click();
  const call = desk.getByRole('dialog');
  await call.getByLabel('回访对象').fill('邓颖');
  await call.getByRole('radio', { name: /5 星/ }).check();
  await shot(desk, 'life-19-follow-up');
  await send(desk, '保存并关闭报修单');
  await said(desk, '已关闭');
});

step('sales signs the renewal, and finance records all that is due', async () => {
  const page = await as('hubei.sales');
  await page.goto(`${ADDRESS}/care/renewals?within=365`);
  const row = page.getByRole('row').filter({ hasText: SERIAL });
  await row.getByRole('button', { name: '提出续保' }).click();
  await page.getByRole('dialog').getByLabel('金额').fill('21000');
  await shot(page, 'life-20-renewal');
  await send(page, '提出续保');
  await row.getByRole('button', { name: '签下' }).click();
  await send(page, '签下');
  await page.goto(`${ADDRESS}/care/renewals?within=signed`);
  await said(page, SERIAL);
  await shot(page, 'life-21-renewed');

  const finance = await as('hq.finance');
  const due = await until(finance, `/money/deals/${ids.deal}`, ({ items }) =>
    items.every(({ status }) => status === 'DUE') && items,
  );
  assert.equal(due.length, 4);
  for (const { id, contract_no: contract } of due) {
    await follow(finance, `/money?q=${contract}`, `/money?q=${contract}&open=${id}`);
    await finance.getByRole('dialog').getByLabel('银行流水号').fill(`E2E-${id.slice(-6)}`);
    await shot(finance, 'life-22-receipt');
    await send(finance, '登记回款');
  }
  await finance.goto(`${ADDRESS}/money?show=PAID&q=${due[0].contract_no}`);
  await said(finance, '已结清');
  await shot(finance, 'life-23-paid');
});

step('the journey shows every stage done, and the dashboard leads down to its rows', async () => {
  const page = await as('hz.manager');
  await page.goto(`${ADDRESS}/journeys/${ids.deal}`);
  await said(page, '能看到的阶段都已完成');
  assert.equal(await page.locator('.stage').count(), 16);
  assert.equal(await page.locator('.stage-done').count(), 16);
  await shot(page, 'life-24-journey');

  await page.goto(`${ADDRESS}/dashboard`);
  const figure = page.getByRole('link', { name: /的明细: / }).first();
  const [, whole] = (await figure.innerText()).match(/\/ (\d+)/);
  await shot(page, 'life-25-dashboard');
  await figure.click();
  const rows = page.locator('a.figure-row');
  await rows.first().waitFor();
  assert.equal(await rows.count(), Number(whole));
  await shot(page, 'life-26-rows');
  await rows.filter({ hasText: ids.order }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
});

step('who has no business with prices finds none on any page', async () => {
  for (const login of WITHOUT_PRICES) {
    const page = await as(login);
    await page.setViewportSize({ width: 1440, height: 900 });
    const rail = await railOf(page);
    for (const path of [...rail, `/journeys/${ids.deal}`, `/devices/${ids.unit}`]) {
      await page.goto(`${ADDRESS}${path}`);
      const [, list, one] = path.split('/');
      await shot(page, `life-27-${login.slice(3)}-${list}${one ? '-one' : ''}`);
    }
  }
  const page = await as('hz.hospital');
  assert.deepEqual(await railOf(page), ['/journeys', '/devices', '/onsite', '/care', '/account']);
  await page.goto(`${ADDRESS}/account`);
  await said(page, hospital);
  for (const [login, page] of windows) assert.deepEqual(page.troubles, [], login);
});
