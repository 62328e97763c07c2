/** Text as it stands; only http and https addresses become links. Nothing is ever read as HTML. */
import type { ComponentChildren } from "preact";

const ADDRESS = /(https?:\/\/[^\s<>"'，。；、！？（）「」]+)/g;

export function linked(text: string): ComponentChildren[] {
  return text.split(ADDRESS).map((part, place) =>
    place % 2 ? (
      <a href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
