/** What a shop may set, as attributes of the script tag: data-locale, data-theme, data-colour, data-title, data-welcome, data-privacy, data-identity. */
export interface Options {
  /** Where the server is; the script's own address. */
  base: string;
  locale: string;
  theme: "light" | "dark" | "auto";
  /** Of the button and the shopper's own words, as #rrggbb. */
  colour?: string;
  title?: string;
  welcome?: string;
  privacy?: string;
  /** A JWT signed by the shop, for signed-in shoppers. */
  identity?: string;
}

export function readOptions(script: HTMLScriptElement): Options {
  const { locale, theme, ...others } = script.dataset;
  return {
    ...others,
    base: new URL(".", script.src).href,
    locale: locale ?? "zh-CN",
    theme: theme === "light" || theme === "dark" ? theme : "auto",
  };
}
