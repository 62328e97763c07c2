/** What a shop may set, as attributes of the script tag: data-locale, data-theme, data-colour, data-title, data-identity. */
export interface Options {
  /** Where the server is; the script's own address. */
  base: string;
  locale: string;
  theme: "light" | "dark" | "auto";
  colour?: string;
  title?: string;
  /** A JWT signed by the shop, for signed-in shoppers. */
  identity?: string;
}

export function readOptions(script: HTMLScriptElement): Options {
  const { locale, theme, colour, title, identity } = script.dataset;
  return {
    base: new URL(".", script.src).href,
    locale: locale ?? "zh-CN",
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    colour,
    title,
    identity,
  };
}
