// What a page at the door needs of the phone: its clock, its place, the drawn signature as bytes (a data URL is too long for the circuit).
import { start } from '/js/signature.js';

export const wire = () => start();

export function capture() {
  const told = { deviceTime: new Date().toISOString(), latitude: null, longitude: null, accuracyMetres: null };
  if (!navigator.geolocation) return told;
  return new Promise(done => {
    const late = setTimeout(() => done(told), 4000);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        clearTimeout(late);
        done({ ...told, latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy });
      },
      () => {
        clearTimeout(late);
        done(told);
      },
      { maximumAge: 60000, timeout: 3500, enableHighAccuracy: true },
    );
  });
}

export function signature() {
  const url = document.querySelector('[data-signature-value]')?.value ?? '';
  if (!url) return new Uint8Array(0);
  const text = atob(url.slice(url.indexOf(',') + 1));
  return Uint8Array.from(text, c => c.charCodeAt(0));
}

export function clearSignature() {
  document.querySelector('[data-signature-clear]')?.click();
}
