/** The widget's own words, in the locale that the shop chose. */
import en from "../texts/en.json";
import zhCN from "../texts/zh-CN.json";
import zhTW from "../texts/zh-TW.json";

export type Texts = typeof zhCN;

const TEXTS: Record<string, Texts> = { "zh-CN": zhCN, "zh-TW": zhTW, en };

export function textsOf(locale: string): Texts {
  return TEXTS[locale] ?? zhCN;
}

/** The text with its {placeholders} filled in. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
