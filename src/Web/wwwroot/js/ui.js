// What the components ask of the browser (Ui/Browser.cs).
export function showDialog(dialog, callback) {
  if (!dialog.dataset.wired) {
    dialog.dataset.wired = 'true';
    dialog.addEventListener('close', () => dialog.callback?.invokeMethodAsync('Closed'));
    // A press on the veil closes; a drag that merely ends there does not.
    dialog.addEventListener('pointerdown', event => (dialog.pressedVeil = event.target === dialog));
    dialog.addEventListener('click', event => event.target === dialog && dialog.pressedVeil && dialog.close());
  }
  dialog.callback = callback;
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('[autofocus]') ?? dialog.querySelector('.dialog-body :is(input, select, textarea, button, a[href])'))?.focus();
}

export function closeDialog(dialog) {
  dialog.callback = null;
  if (dialog.open) dialog.close();
}

export const reveal = id => document.getElementById(id)?.scrollIntoView({ block: 'nearest' });

export const focusOn = id => document.getElementById(id)?.focus();

export const replaceUrl = url => history.replaceState(history.state, '', url);

export const copy = text => navigator.clipboard?.writeText(text);

// Radzen is 1 MB that most pages never need: fetched once, by the first page that does.
let radzen;
export const loadRadzen = () => (radzen ??= (async () => {
  const add = (tag, attributes) => new Promise((done, fail) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.onload = done;
    element.onerror = () => fail(new Error(`${attributes.href ?? attributes.src} did not load`));
    document.head.append(element);
  });
  await Promise.all([
    add('link', { rel: 'stylesheet', href: '/css/radzen.css' }),
    add('script', { src: '/_content/Radzen.Blazor/Radzen.Blazor.min.js' }),
  ]);
})());
