// A job that runs is looked at again every two seconds; without this there is a link that does the same.
document.addEventListener('DOMContentLoaded', () => {
  const look = () => fetch(location.href, {headers: {Accept: 'text/html'}}).then(answer => answer.text()).then(text => {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const fresh = page.getElementById('live');
    const here = document.getElementById('live');
    if (!fresh) return;
    // When it ends, what can be done with it changes too: the whole page is shown anew.
    if (fresh.dataset.again !== 'yes') { location.reload(); return; }
    here.replaceChildren(...fresh.childNodes);
    setTimeout(look, 2000);
  }).catch(() => setTimeout(look, 5000));
  if (document.getElementById('live')?.dataset.again === 'yes') setTimeout(look, 2000);
});
