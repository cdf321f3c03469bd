// Copies the browser libraries and fonts the pages use from node_modules into the host's wwwroot/lib.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
const target = process.argv[2];
const parts = {
  'maplibre/maplibre-gl.mjs': 'maplibre-gl/dist/maplibre-gl.mjs',
  'maplibre/maplibre-gl-worker.mjs': 'maplibre-gl/dist/maplibre-gl-worker.mjs',
  'maplibre/maplibre-gl.css': 'maplibre-gl/dist/maplibre-gl.css',
  'signature_pad.js': 'signature_pad/dist/signature_pad.js',
  'topojson-client.js': 'topojson-client/dist/topojson-client.min.js',
  'us-atlas/counties-10m.json': 'us-atlas/counties-10m.json',
  'us-atlas/states-10m.json': 'us-atlas/states-10m.json',
  'fonts/next': '@fontsource-variable/atkinson-hyperlegible-next/files',
  'fonts/mono': '@fontsource-variable/atkinson-hyperlegible-mono/files',
};
for (const [to, from] of Object.entries(parts)) {
  const destination = join(target, to);
  mkdirSync(dirname(destination), { recursive: true });
  cpSync(join(root, from), destination, { recursive: true });
}
