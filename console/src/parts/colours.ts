/** Colours of the style sheet for canvases, which know neither variables nor `light-dark()`, and do not follow when they change. */

/** What a variable such as `--ink` comes to here and now. */
export function colour(variable: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}

/** Calls whenever colours become others, until what it gives back is called. */
export function whenColoursChange(act: () => void): () => void {
  const theme = new MutationObserver(act);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", act);
  return () => {
    theme.disconnect();
    scheme.removeEventListener("change", act);
  };
}
