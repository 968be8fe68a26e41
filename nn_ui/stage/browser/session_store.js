// Has the tab keep what the address has no room for.

export default function ({ data }) {
  if (data.whole) keepWhole(data.experiment, data.whole);
}
