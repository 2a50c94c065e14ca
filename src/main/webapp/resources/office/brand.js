// The editor of a brand works without this; with it, the colours are judged and shown while they are chosen. The sums are
// those of WCAG 2.2 (contrast ratio) and of the pages' own stylesheet; the server judges again.
document.addEventListener('DOMContentLoaded', () => {
  const accent = document.getElementById('f-accent');
  const ink = document.getElementById('f-accentInk');
  const said = document.getElementById('contrast');
  const name = document.getElementById('f-name');
  if (!accent || !ink || !said) return;
  const channels = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  const luminance = rgb => {
    const [r, g, b] = rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const towards = (colour, goal, paper) => {
    let mixed = colour;
    for (let share = 0; share <= 100 && contrast(mixed, paper) < 4.5; share += 2) {
      mixed = colour.map((c, i) => Math.trunc((c * (100 - share) + goal[i] * share) / 100));
    }
    return '#' + mixed.map(c => c.toString(16).padStart(2, '0')).join('');
  };
  const least = Number(said.dataset.least);
  const show = () => {
    const [brand, text] = [channels(accent.value), channels(ink.value)];
    const ratio = Math.floor(contrast(brand, text) * 100) / 100;
    const good = ratio >= least;
    said.className = good ? 'ok' : 'bad';
    said.textContent = (good ? said.dataset.good : said.dataset.bad).replace('#', ratio.toLocaleString(document.documentElement.lang));
    const links = { light: towards(brand, [0, 0, 0], [0xe9, 0xe6, 0xe2]), dark: towards(brand, [255, 255, 255], [0x2b, 0x2e, 0x36]) };
    for (const paper of document.querySelectorAll('[data-paper]')) {
      paper.querySelectorAll('.s-fill').forEach(part => part.setAttribute('fill', accent.value));
      paper.querySelectorAll('.s-ink').forEach(part => part.setAttribute('fill', ink.value));
      paper.querySelectorAll('.s-link').forEach(part => part.setAttribute('fill', links[paper.dataset.paper]));
      paper.querySelectorAll('.s-name').forEach(part => { part.textContent = name.value; });
    }
  };
  [accent, ink, name].forEach(field => field.addEventListener('input', show));
});
