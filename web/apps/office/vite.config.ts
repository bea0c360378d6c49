import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Places in antd's libraries that add a style element without the nonce our CSP asks for: [file, text, instead]. */
const withoutNonce: [string, string, string][] = [
  // Measures custom scroll bars of tables with fixed headers; we have neither.
  ['/@rc-component/util/es/getScrollBarSize.js', 'if (ele) {', 'if (false) {'],
  // Locks the page behind a sheet; kit.css does that with :has().
  ['/@rc-component/portal/es/useScrollLocker.js', 'if (mergedLock) {', 'if (false) {'],
];

function keepStylesWithinCsp(): Plugin {
  return {
    name: 'keep-styles-within-csp',
    transform(code, id) {
      const patch = withoutNonce.find(([file]) => id.endsWith(file));
      if (!patch) return null;
      const [file, text, instead] = patch;
      if (!code.includes(text)) this.error(`${file} has changed: look again at the CSP`);
      return { code: code.replace(text, instead), map: null };
    },
  };
}

export default defineConfig({
  base: '/static/office/',
  plugins: [keepStylesWithinCsp(), react()],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Left alone, what two pages share becomes a chunk of its own, and each new page would cut
        // the first load into more and smaller ones that compress worse.
        codeSplitting: {
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 2 },
            { name: 'fields', test: /\/antd\/es\/(input|select)\//, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/login': 'http://127.0.0.1:8000' } },
});
