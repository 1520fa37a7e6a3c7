// The console's keys. Those that do something click what is marked with data-key; j/k and arrows move between rows.
function isTyping(element) {
  return element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]");
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  const at = rows.indexOf(document.activeElement);
  rows.at(at < 0 ? (step > 0 ? 0 : -1) : Math.min(rows.length - 1, Math.max(0, at + step)))?.focus();
}

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const isInRows = event.target.closest("[data-row]");
    if (event.key === "j" || (event.key === "ArrowDown" && isInRows)) move(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && isInRows)) move(-1);
    else if (/^[a-z?]$/i.test(event.key)) {
      const marked = document.querySelector(`[data-key="${event.key}"]`);
      if (!marked) return;
      if (marked instanceof HTMLTextAreaElement) marked.focus();
      else marked.click();
    } else return;
    event.preventDefault();
  });
}
