// Measures the palette: every ink on every ground it is used on, in both modes. Exits 1 below the WCAG 2.2 AA bound.
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../wwwroot/css/tokens.css', import.meta.url), 'utf8');
const read = block => Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map(m => [m[1], m[2]]));
const blockAt = (from) => css.slice(from, css.indexOf('\n}', from));
const light = read(blockAt(css.indexOf(':root {')));
const dark = { ...light, ...read(blockAt(css.indexOf(':root[data-theme="dark"]'))) };
const byDevice = { ...light, ...read(blockAt(css.indexOf(':root:not([data-theme="light"])'))) };

const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const luminance = hex => [1, 3, 5].map(i => channel(parseInt(hex.slice(i, i + 2), 16)))
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};

const text = [
  ...['ink', 'ink-2', 'ink-3', 'link', 'brand-ink', 'accent-ink', 'bad-ink', 'warn-ink', 'good-ink', 'info-ink'].flatMap(ink =>
    ['ground', 'sheet', 'sunk', 'hover', 'selected'].map(on => [ink, on])),
  ...['neutral', 'info', 'good', 'warn', 'bad', 'accent'].map(t => [`${t}-ink`, `${t}-soft`]),
  ['brand-ink', 'brand-soft'], ['on-brand', 'brand'], ['on-brand', 'brand-hover'], ['on-danger', 'danger'], ['on-danger', 'danger-hover'],
  ['ink-3', 'neutral-soft'], ['spine-ink', 'spine'], ['spine-ink', 'spine-2'], ['spine-ink-2', 'spine'], ['spine-ink-2', 'spine-2'],
  ['map-town', 'map-land'],
];
const shapes = [
  ...['edge', 'focus'].flatMap(c => ['ground', 'sheet'].map(on => [c, on])),
  ...['info', 'good', 'warn', 'bad', 'neutral'].flatMap(t => [[t, 'sheet']]),
  ['accent', 'spine'],
];
let failed = 0;
for (const [mode, palette] of [['light', light], ['dark', dark]]) {
  for (const [pairs, bound] of [[text, 4.5], [shapes, 3]]) {
    for (const [a, b] of pairs) {
      const r = ratio(palette[a], palette[b]);
      if (r < bound) {
        failed += 1;
        console.log(`${mode}: ${a} on ${b} is ${r.toFixed(2)}, wants ${bound}`);
      }
    }
  }
}
for (const key of Object.keys(dark)) {
  if (dark[key] !== byDevice[key]) {
    failed += 1;
    console.log(`dark by hand and dark by device differ: --${key}`);
  }
}
console.log(failed ? `${failed} failed` : 'All pairs hold.');
process.exit(failed ? 1 : 0);
