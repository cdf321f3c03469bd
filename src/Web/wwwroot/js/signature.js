// Turns every [data-signature] on a static page into a place to sign. The hidden field holds a PNG data URL, or nothing.
import SignaturePad from '/lib/signature_pad.js';

export function start() {
  document.querySelectorAll('[data-signature]:not([data-ready])').forEach(wire);
}

function wire(box) {
  box.dataset.ready = 'true';
  const canvas = box.querySelector('canvas');
  const value = box.querySelector('[data-signature-value]');
  const clear = box.querySelector('[data-signature-clear]');
  const state = box.querySelector('[data-signature-state]');
  const empty = state.textContent;
  const pad = new SignaturePad(canvas, { penColor: '#14241d', minWidth: 0.8, maxWidth: 2.6 });

  const keep = () => {
    const blank = pad.isEmpty();
    value.value = blank ? '' : pad.toDataURL('image/png');
    clear.disabled = blank;
    state.textContent = blank ? empty : '';
    if (!blank) box.classList.remove('is-missing');
  };
  // The canvas holds device pixels; turning the phone redraws the strokes, scaled to the new width, and loses none.
  let width = 0;
  const fit = () => {
    const next = canvas.clientWidth;
    if (!next || next === width) return;
    const strokes = pad.toData();
    const scale = width ? next / width : 1;
    width = next;
    const ratio = Math.max(devicePixelRatio || 1, 1);
    canvas.width = next * ratio;
    canvas.height = canvas.clientHeight * ratio;
    canvas.getContext('2d').scale(ratio, ratio);
    pad.clear();
    if (strokes.length) {
      pad.fromData(strokes.map(s => ({ ...s, points: s.points.map(p => ({ ...p, x: p.x * scale, y: p.y * scale })) })));
    }
    keep();
  };
  pad.addEventListener('endStroke', keep);
  clear.addEventListener('click', () => {
    pad.clear();
    keep();
    canvas.focus();
  });
  new ResizeObserver(fit).observe(canvas);
  fit();
  box.closest('form')?.addEventListener('submit', event => {
    keep();
    if (box.dataset.required !== 'true' || !pad.isEmpty()) return;
    event.preventDefault();
    box.classList.add('is-missing');
    canvas.focus();
    box.scrollIntoView({ block: 'center' });
  });
  box.closest('form')?.addEventListener('reset', () => {
    pad.clear();
    keep();
  });
}
