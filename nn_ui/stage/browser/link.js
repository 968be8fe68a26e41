// The address of the page, which the stage keeps up to date, and a button that copies it.

export default function ({ parentElement }) {
  const text = parentElement.querySelector(".link-text");
  const button = parentElement.querySelector(".link-copy");
  const refresh = () => { text.value = location.href; };
  refresh();
  parentElement.follow ??= follow(parentElement, text);
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

// The stage tells when it has written another address.
function follow(root, text) {
  const listener = () => {
    if (!root.isConnected) window.removeEventListener("neuron-address", listener);
    else text.value = location.href;
  };
  window.addEventListener("neuron-address", listener);
  return listener;
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
