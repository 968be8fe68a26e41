// The address of the page, which the stage keeps up to date, and a button that copies it.

export default function ({ parentElement }) {
  const text = parentElement.querySelector(".link-text");
  const button = parentElement.querySelector(".link-copy");
  const refresh = () => { text.value = location.href; };
  refresh();
  // The stage writes the address after this has been drawn.
  setTimeout(refresh, 500);
  text.onfocus = () => {
    refresh();
    text.select();
  };
  button.onclick = async () => {
    refresh();
    button.textContent = (await isCopied(text)) ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { button.textContent = "Copy link"; }, 2000);
  };
}

// Browsers have a clipboard on secure pages only; on others the old command still works.
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    text.focus();
    return document.execCommand("copy");
  }
}
