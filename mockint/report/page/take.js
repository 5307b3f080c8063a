"use strict";

const STEP = 5;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const statusLine = document.getElementById("status");
let fading = 0;
const tell = (text) => {
  statusLine.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => { statusLine.textContent = ""; }, 6000);
};
const clock = (seconds) => {
  const whole = Math.max(Math.floor(seconds), 0);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};
const second = (element) => Number(element.dataset.s);

/* One attempt: its words, the places in it, and its sound where there is one. */
class Take {
  static playing = null;

  constructor(root) {
    this.root = root;
    this.title = root.dataset.title;
    this.audio = root.querySelector("audio");
    this.words = [...root.querySelectorAll(".w")];
    this.timed = [...this.words].sort((one, other) => second(one) - second(other));
    this.starts = this.timed.map(second);
    this.lit = null;
    this.shown = -1;
    if (this.audio) this.takeOver();
  }

  /* Replace the browser's own controls. */
  takeOver() {
    const find = (name) => this.root.querySelector(name);
    this.audio.removeAttribute("controls");
    this.audio.preservesPitch = true;
    this.root.classList.add("playable");
    this.button = find(".play");
    this.seekBar = find(".seek");
    this.speeds = find("select");
    this.now = find(".now");
    this.head = find(".head");
    this.played = find(".played");
    find(".controls").hidden = false;
    this.seekBar.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    find(".back").addEventListener("click", () => this.skip(-STEP));
    find(".forth").addEventListener("click", () => this.skip(STEP));
    this.seekBar.addEventListener("input", () => this.seek(Number(this.seekBar.value)));
    this.speeds.addEventListener("change", () => this.setSpeed(Number(this.speeds.value)));
    for (const name of ["play", "pause", "ended"]) {
      this.audio.addEventListener(name, () => this.turned());
    }
    for (const name of ["timeupdate", "seeked", "loadedmetadata"]) {
      this.audio.addEventListener(name, () => this.draw());
    }
    this.audio.addEventListener("error", () => tell(`The sound of ${this.title} cannot be played.`));
    this.draw();
  }

  get length() {
    const known = this.audio.duration;
    return Number.isFinite(known) && known > 0 ? known : Number(this.seekBar.max);
  }

  get at() {
    return this.wanted ?? this.audio.currentTime;
  }

  seek(at) {
    const place = Math.min(Math.max(at, 0), this.length);
    if (this.audio.readyState > 0) {
      this.wanted = null;
      this.audio.currentTime = place;
    } else {
      if (this.wanted == null) {
        this.audio.addEventListener("loadedmetadata", () => this.seek(this.wanted), { once: true });
        this.audio.load();
      }
      this.wanted = place;
    }
    this.draw();
  }

  skip(by) {
    this.seek(this.at + by);
    tell(clock(this.at));
  }

  /* Whether there is sound to play from that second on. */
  play(from) {
    if (from !== undefined && from >= this.length) {
      tell(`The sound of ${this.title} ends before that, at ${clock(this.length)}.`);
      return false;
    }
    this.takeTurn();
    if (from !== undefined) this.seek(from);
    this.audio.play().catch((fault) => {
      if (fault.name !== "AbortError") tell(`The sound of ${this.title} cannot be played.`);
    });
    return true;
  }

  /* Only one sound is heard at a time, whoever started it. */
  takeTurn() {
    if (Take.playing !== this) Take.playing?.audio.pause();
    Take.playing = this;
    Take.current = this;
  }

  toggle() {
    if (this.audio.paused) this.play();
    else this.audio.pause();
    tell(`${this.audio.paused ? "Paused at" : "Playing from"} ${clock(this.at)}`);
  }

  setSpeed(speed) {
    this.audio.playbackRate = speed;
    this.speeds.value = String(speed);
    tell(`Speed ${speed}`);
  }

  /* One speed slower (-1) or faster (1), where there is one. */
  shift(by) {
    const there = [...this.speeds.options].map((option) => Number(option.value));
    const next = there[there.indexOf(this.audio.playbackRate) + by];
    if (next !== undefined) this.setSpeed(next);
  }

  turned() {
    this.button.textContent = this.audio.paused ? "Play" : "Pause";
    if (this.audio.paused) return;
    this.takeTurn();
    requestAnimationFrame(() => this.tick());
  }

  tick() {
    this.draw();
    if (!this.audio.paused) requestAnimationFrame(() => this.tick());
  }

  draw() {
    const at = this.at;
    const share = this.length > 0 ? Math.min(at / this.length, 1) : 0;
    this.head.setAttribute("x", `${(share * 100).toFixed(2)}%`);
    this.played.setAttribute("width", `${(share * 100).toFixed(2)}%`);
    this.light(this.audio.paused && at === 0 ? null : this.wordAt(at));
    const whole = Math.floor(at);
    if (whole === this.shown) return;
    this.shown = whole;
    this.now.textContent = clock(at);
    this.seekBar.value = at;
    this.seekBar.setAttribute("aria-valuetext", `${clock(at)} of ${clock(this.length)}`);
  }

  /* The word that is heard at that second: the last one begun. */
  wordAt(at) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= at + 0.02) low = middle + 1;
      else high = middle;
    }
    return low > 0 ? this.timed[low - 1] : null;
  }

  light(word) {
    if (word === this.lit) return;
    this.lit?.classList.remove("now");
    word?.classList.add("now");
    this.lit = word;
    if (word && !this.audio.paused) Follow.to(word);
  }

  /* The elements with a second of their own, in order of time. */
  places(selector) {
    const found = [...this.root.querySelectorAll(selector)].map((element) => {
      const word = element.matches("[data-s]") ? element : element.querySelector("[data-s]");
      return { element, at: word ? second(word) : NaN };
    });
    return found.filter((place) => !Number.isNaN(place.at)).sort((a, b) => a.at - b.at);
  }
}

/* Keeps the word that is heard in view until somebody scrolls away. */
const Follow = {
  away: false,
  to(word) {
    const box = word.getBoundingClientRect();
    const player = word.closest(".attempt").querySelector(".player");
    const top = Math.max(player.getBoundingClientRect().bottom, 0);
    const seen = box.top >= top && box.bottom <= innerHeight;
    if (seen) Follow.away = false;
    else if (!Follow.away) {
      word.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  },
};
for (const name of ["wheel", "touchmove"]) {
  addEventListener(name, () => { Follow.away = true; }, { passive: true });
}
