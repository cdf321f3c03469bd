// Shows and drives the "reaching the host again" dialog.
const dialog = document.getElementById('components-reconnect-modal');

async function retry() {
  document.removeEventListener('visibilitychange', retryWhenVisible);
  try {
    // False: the host answers, but the page's state is gone there.
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) location.reload();
    else dialog.close();
  } catch {
    document.addEventListener('visibilitychange', retryWhenVisible);
  }
}
const retryWhenVisible = () => document.visibilityState === 'visible' && retry();

dialog?.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show':
      if (!dialog.open) dialog.showModal();
      break;
    case 'hide':
      dialog.close();
      break;
    case 'failed':
      document.addEventListener('visibilitychange', retryWhenVisible);
      break;
    case 'rejected':
      location.reload();
      break;
  }
});
dialog?.querySelector('[data-reconnect]').addEventListener('click', retry);
dialog?.querySelector('[data-resume]').addEventListener('click', async () => {
  try {
    if (!(await Blazor.resumeCircuit())) location.reload();
  } catch {
    dialog.classList.replace('components-reconnect-paused', 'components-reconnect-resume-failed');
  }
});
