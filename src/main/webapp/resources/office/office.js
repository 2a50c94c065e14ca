// The office works without this; it only spares some steps.
document.addEventListener('keydown', event => {
  const field = document.getElementById('q');
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key === '/' && field && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
});
// A menu that was opened closes when one goes elsewhere, or presses Escape.
document.addEventListener('click', event => close(event.target));
document.addEventListener('keydown', event => { if (event.key === 'Escape') close(null); });
function close(within) {
  for (const pick of document.querySelectorAll('details.pick[open]')) {
    if (!within || !pick.contains(within)) pick.open = false;
  }
}
// On a narrow screen the menu is folded away until it is asked for; on a wide one it is always there.
document.addEventListener('DOMContentLoaded', () => {
  const menu = document.querySelector('details.menu');
  const narrow = matchMedia('(max-width: 60rem)');
  const fold = () => { if (menu) menu.open = !narrow.matches; };
  narrow.addEventListener('change', fold);
  fold();
});
