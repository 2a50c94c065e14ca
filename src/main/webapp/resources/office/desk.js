// The editor works without this: "check" and "show" are buttons. With it, both are pressed while one types.
(() => {
  const form = document.getElementById('editor');
  if (!form) return;
  const frame = document.querySelector('iframe[name=preview]');
  const show = form.querySelector('[data-preview]');
  let timer = 0;
  let turn = 0;
  // Whatever somebody unfolded stays so.
  const folded = part => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll('details').forEach(one => { one.open = false; });
    return copy.innerHTML;
  };
  const refill = (part, now) => {
    const open = new Set([...part.querySelectorAll('details[open] > summary')].map(one => one.textContent));
    now.querySelectorAll('summary').forEach(one => { if (open.has(one.textContent)) one.parentElement.open = true; });
    part.replaceChildren(...now.childNodes);
  };
  const ask = (url, does) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set('do', does);
    return fetch(url, { method: 'POST', body: fields, headers: { Accept: 'text/html' } })
      .then(answer => answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))));
  };
  const live = async () => {
    const mine = ++turn;
    try {
      const [page, look] = await Promise.all([ask(form.action, 'check'), ask(show.formAction, 'look')]);
      // A later answer may have come first.
      if (mine !== turn) return;
      const fresh = new DOMParser().parseFromString(page, 'text/html');
      for (const part of form.querySelectorAll('[data-live]')) {
        const now = fresh.getElementById(part.id);
        if (now && !part.contains(document.activeElement) && folded(now) !== folded(part)) {
          refill(part, now);
        }
      }
      for (const field of form.querySelectorAll('[id][aria-describedby]')) {
        const invalid = fresh.getElementById(field.id)?.getAttribute('aria-invalid');
        invalid ? field.setAttribute('aria-invalid', invalid) : field.removeAttribute('aria-invalid');
      }
      frame.srcdoc = look;
    } catch {
      // Offline, or signed out: the buttons say so when they are pressed.
    }
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(live, 500); });
  // How the preview is looked at stands in the address: reloading keeps it.
  form.addEventListener('change', event => {
    if (!event.target.name.startsWith('look.')) return;
    const here = new URL(location.href);
    if (!here.searchParams.has('change') && !here.searchParams.has('purpose') && !here.searchParams.has('in')) return;
    for (const [name, value] of new FormData(form)) if (name.startsWith('look.')) here.searchParams.set(name, value);
    here.searchParams.delete('said');
    history.replaceState(null, '', here);
  });
  // Half a form is not left by accident.
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });
})();
