/** Text nodes below a root that show something, in open shadow roots too. */
function textsIn(root: Node): Text[] {
  const inside = [...root.childNodes, ...((root as Element).shadowRoot?.childNodes ?? [])];
  return inside.flatMap((node) => {
    if (node instanceof Text) return node.data.trim() ? [node] : [];
    return node instanceof HTMLStyleElement ? [] : textsIn(node);
  });
}

/** Translates what is on the page as a browser's translator does: each text node gives way to `<font><font>` with other text, here in brackets. */
export function translate(root: Node = document.body): void {
  for (const text of textsIn(root)) {
    if (text.parentElement?.closest('font, [translate=no]')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `[${text.data.trim()}]`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}
