/* A place in a transcript becomes a button, where there is a sound to play. */
const upgraded = (place, take) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = place.className;
  button.dataset.s = place.dataset.s;
  button.append(...place.childNodes);
  button.addEventListener("click", () => {
    Follow.away = false;
    if (take.play(second(button))) tell(`Playing from ${clock(second(button))}`);
  });
  place.replaceWith(button);
};

/* One tab stop for all words; the arrow keys go from one to the next. */
const roving = (take) => {
  let stop = take.words[0];
  const move = (word) => {
    if (!word) return;
    stop.removeAttribute("tabindex");
    stop = word;
    stop.tabIndex = 0;
    stop.focus({ preventScroll: false });
  };
  const beside = (word, by) => take.words[take.words.indexOf(word) + by];
  const line = (word, by) => {
    const from = word.getBoundingClientRect();
    let best = null;
    for (let next = beside(word, by); next; next = beside(next, by)) {
      const box = next.getBoundingClientRect();
      if (Math.abs(box.top - from.top) < from.height / 2) continue;
      if (best && Math.abs(box.top - best.top) > from.height / 2) break;
      const off = Math.abs(box.left - from.left);
      if (!best || off < best.off) best = { next, off, top: box.top };
    }
    return best?.next;
  };
  const ways = {
    ArrowRight: (word) => beside(word, 1),
    ArrowLeft: (word) => beside(word, -1),
    ArrowDown: (word) => line(word, 1),
    ArrowUp: (word) => line(word, -1),
    Home: () => take.words[0],
    End: () => take.words.at(-1),
  };
  stop.tabIndex = 0;
  const transcript = take.root.querySelector(".transcript");
  transcript.setAttribute("aria-label",
    `${transcript.getAttribute("aria-label")}: arrow keys move, Enter plays from there`);
  transcript.addEventListener("keydown", (event) => {
    const word = event.target.closest(".w");
    if (!word || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") play(word);
    else if (ways[event.key]) move(ways[event.key](word));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const play = (word) => {
    Follow.away = false;
    take.play(second(word));
  };
  transcript.addEventListener("click", (event) => {
    const word = event.target.closest(".w");
    if (!word || !getSelection().isCollapsed) return;
    move(word);
    play(word);
  });
};

const takes = [...document.querySelectorAll(".attempt")].map((root) => new Take(root));
const sounding = takes.filter((take) => take.audio);
for (const take of sounding) {
  for (const place of take.root.querySelectorAll(".jump")) upgraded(place, take);
  if (take.words.length) roving(take);
}
document.documentElement.classList.add("live");
Take.current = sounding[0] ?? null;

const articles = [...document.querySelectorAll(".answer")];

/* The answer somebody is at: the one that plays, or else the one in view. */
const present = () => {
  const focused = document.activeElement.closest(".answer");
  if (focused) return articles.indexOf(focused);
  const middle = innerHeight / 2;
  const seen = articles.findIndex((each) => each.getBoundingClientRect().bottom > middle);
  return seen < 0 ? articles.length - 1 : seen;
};

const toAnswer = (by) => {
  const there = present();
  const before = articles[0].getBoundingClientRect().top > innerHeight / 2;
  const next = articles[before && by > 0 && there === 0 ? 0 : there + by];
  if (!next) return tell(by > 0 ? "This is the last answer." : "This is the first answer.");
  const playing = Take.playing && !Take.playing.audio.paused;
  if (playing) Take.playing.audio.pause();
  const title = next.querySelector("h2");
  title.focus({ preventScroll: true });
  next.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  const take = sounding.find((each) => next.contains(each.root));
  if (take) {
    Take.current = take;
    if (playing) take.play(0);
  }
  return tell(title.textContent);
};

const toPlace = (take, place) => {
  if (!place) return false;
  Follow.away = false;
  take.seek(place.at);
  Follow.to(place.element);
  return true;
};

const PARTS = ["situation", "task", "action", "result"];
const toPart = (take, part) => {
  const found = take.places(`.passage[data-part="${part}"]`)[0];
  tell(toPlace(take, found) ? `${part}, ${clock(found.at)}` : `No ${part} was heard.`);
};

const toFinding = (take) => {
  const found = take.places(".transcript .m");
  const next = found.find((place) => place.at > take.at + 0.05) ?? found[0];
  const said = toPlace(take, next) ? `${next.element.textContent}, ${clock(next.at)}` : "";
  tell(said || "Nothing was found in this answer.");
};

const keys = document.getElementById("keys");
const showKeys = () => {
  keys.open = true;
  keys.querySelector("summary").focus();
};

const KEYS = {
  " ": (take) => take.toggle(),
  ArrowLeft: (take) => take.skip(-STEP),
  ArrowRight: (take) => take.skip(STEP),
  "[": (take) => take.shift(-1),
  "]": (take) => take.shift(1),
  n: () => toAnswer(1),
  p: () => toAnswer(-1),
  m: toFinding,
  "?": showKeys,
};
PARTS.forEach((part, index) => { KEYS[String(index + 1)] = (take) => toPart(take, part); });

/* Whether the element in focus needs this key itself. */
const taken = (element, key) => {
  if (element.matches("select, textarea, input:not(.seek)")) return true;
  return key === " " && element.matches("button, summary");
};

if (sounding.length) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.getElementById("usekeys").checked) return;
    const act = KEYS[event.key];
    if (!act || taken(event.target, event.key)) return;
    event.preventDefault();
    act(Take.current);
  });
  document.addEventListener("focusin", (event) => {
    if (Take.playing && !Take.playing.audio.paused) return;
    const around = event.target.closest(".attempt") ?? event.target.closest(".answer");
    Take.current = sounding.find((each) => around?.contains(each.root)) ?? Take.current;
  });
}

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const each of closed) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of closed) each.open = false;
});
