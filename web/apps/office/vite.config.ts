import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * antd's table measures the scroll bar with a style element that carries no nonce, which our CSP reports on every
 * page. The measurement is only needed for custom scroll bars in tables with fixed headers; we have neither.
 */
function measureWithoutStyleElement(): Plugin {
  return {
    name: 'measure-without-style-element',
    transform(code, id) {
      if (!id.endsWith('/@rc-component/util/es/getScrollBarSize.js')) return null;
      const calm = code.replace('if (ele) {', 'if (false) {');
      if (calm === code) this.error('getScrollBarSize.js has changed: look again at the CSP');
      return { code: calm, map: null };
    },
  };
}

export default defineConfig({
  base: '/static/office/',
  plugins: [measureWithoutStyleElement(), react()],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/login': 'http://127.0.0.1:8000' } },
});
