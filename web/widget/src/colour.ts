/** Whether dark text reads better on a colour of the shop's than white text. Source: WCAG 2.2, relative luminance and contrast ratio. */
export function isLight(colour: string | undefined): boolean {
  const [red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour ?? "")?.slice(1).map(linear) ?? [0, 0, 0];
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return (luminance + 0.05) ** 2 > 1.05 * 0.0601; // contrast with #1c1917 beats contrast with white
}

function linear(hex: string): number {
  const share = parseInt(hex, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
