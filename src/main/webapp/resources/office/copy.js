// Copies a field's text. Where the browser cannot, the button stays hidden: the field itself can be copied from.
document.addEventListener('DOMContentLoaded', () => {
  for (const button of document.querySelectorAll('button.copy')) {
    const field = document.getElementById(button.dataset.copy);
    const words = button.firstChild;
    const label = words.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand('copy');
      }
      words.textContent = button.dataset.done;
      setTimeout(() => { words.textContent = label; }, 2000);
    });
  }
});
