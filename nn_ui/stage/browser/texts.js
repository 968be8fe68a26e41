// Texts that the film changes with every frame.

const TEXT_NODE = 3;

/**
 * Show a text in an element that has nothing else. No node comes or goes for it: for that the browser
 * would ask all rules about what an element has (`:has`) anew, which takes longer than the frame's
 * other changes together.
 * @param {Element} element
 * @param {string} text
 */
export function rewrite(element, text) {
  const only = element.firstChild;
  if (only?.nodeType === TEXT_NODE && !only.nextSibling) only.nodeValue = text;
  else element.textContent = text;
}
