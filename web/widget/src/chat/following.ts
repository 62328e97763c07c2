/** Where the log stands when something was said: at its end, at the top of a card that answers, or where the shopper reads. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Pixels from the end at which the shopper counts as reading the newest. */
const NEAR = 80;

interface Following {
  log: { current: HTMLDivElement | null };
  /** Whether something new stands below what the shopper reads. */
  below: boolean;
  onScroll(): void;
  toEnd(): void;
}

/** `said` grows with everything said; `own` tells whether the last of it is the shopper's. */
export function useFollowing(said: number, own: boolean, typing: boolean, open: boolean): Following {
  const log = useRef<HTMLDivElement>(null);
  const near = useRef(true);
  const [below, setBelow] = useState(false);

  const toEnd = () => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
    setBelow(false);
  };
  const onScroll = () => {
    const place = log.current;
    if (!place) return;
    near.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR;
    if (near.current) setBelow(false);
  };

  // before the browser tells of scrolling, which the growth of the log would look like
  useLayoutEffect(() => {
    const card = log.current?.querySelector(".card.fresh");
    if (card && !own) card.scrollIntoView({ block: "start" });
    else if (near.current || own) toEnd();
    else setBelow(true);
  }, [said]);
  useLayoutEffect(() => {
    if (near.current) toEnd();
  }, [typing, open]);

  return { log, below, onScroll, toEnd };
}
