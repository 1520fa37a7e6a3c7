// Keeps the newest in view while the reader is at the end, and leaves them alone while they read further up.
export function keepAtEnd(scroller) {
  let isAtEnd = true;
  scroller.addEventListener("scroll", () => {
    isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  });
  const toEnd = () => {
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
  };
  new MutationObserver(toEnd).observe(scroller, { childList: true, subtree: true });
  new ResizeObserver(toEnd).observe(scroller);
  toEnd();
}
