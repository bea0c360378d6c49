import { type ThemeConfig, theme } from 'antd';
import { dark, light } from './palette';

const font =
  '-apple-system, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** antd tokens from our palette; contrast of every pair is at least 4.5. */
export function antdTheme(mode: 'light' | 'dark'): ThemeConfig {
  const p = mode === 'dark' ? dark : light;
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: p.brand,
      colorPrimaryHover: p['brand-strong'],
      colorPrimaryActive: p['brand-strong'],
      colorLink: p.brand,
      colorLinkHover: p['brand-strong'],
      colorInfo: p.blue,
      colorSuccess: p.green,
      colorWarning: p.amber,
      colorError: p.red,
      colorErrorHover: p.red,
      colorTextBase: p.ink,
      colorText: p.ink,
      colorTextSecondary: p.quiet,
      colorTextTertiary: p.faint,
      colorTextPlaceholder: p.faint,
      colorTextDescription: p.quiet,
      colorTextLightSolid: p['on-brand'],
      colorBgBase: p.surface,
      colorBgContainer: p.surface,
      colorBgElevated: p.surface,
      colorBgLayout: p.ground,
      colorBorder: p['line-strong'],
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      controlOutline: p['brand-soft'],
      controlItemBgActive: p['brand-soft'],
      controlItemBgHover: p['grey-soft'],
      fontFamily: font,
      fontSize: 14,
      borderRadius: 7,
      borderRadiusLG: 10,
      borderRadiusSM: 5,
      controlHeight: 34,
      controlHeightSM: 28,
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.2s',
      wireframe: false,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
      Table: {
        headerBg: p.sunken,
        headerColor: p.quiet,
        headerSplitColor: 'transparent',
        headerSortActiveBg: p.sunken,
        headerSortHoverBg: p['grey-soft'],
        bodySortBg: 'transparent',
        rowHoverBg: p.sunken,
        borderColor: p.line,
        cellPaddingBlock: 11,
        cellPaddingInline: 12,
        cellPaddingBlockMD: 7,
        cellPaddingInlineMD: 12,
        cellFontSize: 13.5,
        cellFontSizeMD: 13,
      },
      Tabs: { itemColor: p.quiet, titleFontSize: 14, horizontalItemGutter: 24 },
      Select: {
        optionSelectedBg: p['brand-soft'],
        optionSelectedColor: p.ink,
        optionActiveBg: p['grey-soft'],
      },
      Tooltip: {
        colorBgSpotlight: mode === 'dark' ? '#34403d' : p.rail,
        colorTextLightSolid: '#ffffff',
      },
    },
  };
}
