/** The field app's address before the app itself: it says so and leads back to the office. */
export function Shell() {
  return (
    <main class="shell">
      <p class="mark" aria-hidden="true">
        端
      </p>
      <h1>现场应用还没有上线</h1>
      <p>
        离线派工、扫码和验收会随后面的版本来到这个地址。在那之前，拜访和科室信息请在办公端登记，手机浏览器也能用。
      </p>
      <a href="/">打开办公端</a>
    </main>
  );
}
