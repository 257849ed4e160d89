"use client";

import { useState } from "react";
import { themeSwitch as words } from "@/lib/words";
import { type Theme, themes, themeSetCookie } from "@/lib/server/theme";

/** Without script it is a plain form. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  return (
    <form action="/theme" method="post" aria-label={words.label} className="switch">
      {themes.map((name) => (
        <button
          key={name}
          name="theme"
          value={name}
          aria-pressed={name === chosen}
          onClick={(event) => {
            event.preventDefault();
            document.cookie = themeSetCookie(name);
            document.documentElement.dataset.theme = name;
            setChosen(name);
          }}
        >
          {words.themes[name]}
        </button>
      ))}
    </form>
  );
}
