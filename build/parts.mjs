// Copies the browser libraries and fonts the pages use from node_modules into the host's wwwroot/lib,
// and makes the town names of the offline map.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
const target = process.argv[2];
const font = (face, subset) =>
  `@fontsource-variable/atkinson-hyperlegible-${face}/files/atkinson-hyperlegible-${face}-${subset}-wght-normal.woff2`;
const parts = {
  'maplibre/maplibre-gl.mjs': 'maplibre-gl/dist/maplibre-gl.mjs',
  'maplibre/maplibre-gl-worker.mjs': 'maplibre-gl/dist/maplibre-gl-worker.mjs',
  'maplibre/maplibre-gl.css': 'maplibre-gl/dist/maplibre-gl.css',
  'signature_pad.js': 'signature_pad/dist/signature_pad.min.js',
  'topojson-client.js': 'topojson-client/dist/topojson-client.min.js',
  'us-atlas/counties-10m.json': 'us-atlas/counties-10m.json',
};
for (const face of ['next', 'mono']) {
  for (const subset of ['latin', 'latin-ext']) {
    parts[`fonts/${face}/${font(face, subset).split('/').pop()}`] = font(face, subset);
  }
}
rmSync(target, { recursive: true, force: true });
for (const [to, from] of Object.entries(parts)) {
  const destination = join(target, to);
  mkdirSync(dirname(destination), { recursive: true });
  cpSync(join(root, from), destination);
}

// Towns: the mean place of a town's ZIP codes, the town with most of them first, so that crowded maps drop the smaller.
// Names and places: GeoNames (CC BY 4.0), by way of the npm package "zipcodes".
const { codes } = createRequire(import.meta.url)(join(root, 'zipcodes/lib/codes.js'));
const towns = new Map();
for (const { city, state, country, latitude, longitude } of Object.values(codes)) {
  if (country !== 'US' || !city || !latitude || /^(AA|AE|AP)$/.test(state)) continue;
  const town = towns.get(`${city}|${state}`) ?? { city, state, n: 0, lat: 0, lon: 0 };
  town.n += 1;
  town.lat += latitude;
  town.lon += longitude;
  towns.set(`${city}|${state}`, town);
}
const rows = [...towns.values()]
  .sort((a, b) => b.n - a.n || a.city.localeCompare(b.city) || a.state.localeCompare(b.state))
  .map(t => [t.city, +(t.lon / t.n).toFixed(3), +(t.lat / t.n).toFixed(3), t.n]);
writeFileSync(join(target, 'towns.json'), JSON.stringify(rows));
