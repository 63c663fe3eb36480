// The benchmark's Eleventy site: Markdown as newsgen reads it, lists in pages of 30, related articles.
import anchor from "markdown-it-anchor";
import footnote from "markdown-it-footnote";
import markdownIt from "markdown-it";

const PER_PAGE = 30;
const RELATED = 5;
const WINDOW = 8;
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

const two = (number) => String(number).padStart(2, "0");
const slug = (text) => text.toLowerCase().replaceAll(" ", "-");
const title = (text) => text[0].toUpperCase() + text.slice(1);
const section = (article) => article.filePathStem.split("/")[2];

let byAddress = new Map();

function pages(key, name, stem, members, more = {}) {
  const count = Math.max(1, Math.ceil(members.length / PER_PAGE));
  return Array.from({ length: count }, (_, index) => ({
    key, name, ...more, number: index + 1, count,
    address: index ? `/${stem}/page-${index + 1}.html` : `/${stem}.html`,
    newer: index ? (index > 1 ? `/${stem}/page-${index}.html` : `/${stem}.html`) : "",
    older: index + 1 < count ? `/${stem}/page-${index + 2}.html` : "",
    items: members.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
  }));
}

function grouped(articles, keys) {
  const groups = new Map();
  for (const article of articles) {
    for (const key of keys(article)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(article);
    }
  }
  return groups;
}

// `articles` are newest first.
function prepare(articles) {
  const sections = grouped(articles, (one) => [section(one)]);
  const tags = grouped(articles, (one) => one.data.tags);
  const near = new Map();
  for (const members of sections.values()) {
    members.forEach((one, index) => {
      near.set(one.inputPath, { next: members[index - 1], previous: members[index + 1] });
    });
  }
  const places = new Map();
  for (const [tag, members] of tags) {
    places.set(tag, new Map(members.map((one, index) => [one.inputPath, index])));
  }
  for (const article of articles) {
    const shared = new Map();
    for (const tag of article.data.tags) {
      const members = tags.get(tag);
      const place = places.get(tag).get(article.inputPath);
      const later = place ? [members[place - 1]] : [];
      for (const one of [...later, ...members.slice(place + 1, place + 1 + WINDOW)]) {
        shared.set(one, (shared.get(one) ?? 0) + 1);
      }
    }
    near.get(article.inputPath).related = [...shared]
      .sort((one, other) => other[1] - one[1] || other[0].date - one[0].date)
      .slice(0, RELATED)
      .map(([one]) => one);
  }
  byAddress = near;
}

export default function (eleventyConfig) {
  const markdown = markdownIt({ html: false, typographer: true });
  eleventyConfig.setLibrary("md", markdown.use(anchor).use(footnote));
  eleventyConfig.addPassthroughCopy({ static: "." });
  eleventyConfig.setQuietMode(true);

  let known = null;
  const newestFirst = (api) => {
    const found = api.getFilteredByGlob("./content/**/*.md");
    if (known?.count !== found.length) {
      const articles = found.sort((one, other) => other.date - one.date);
      known = { count: found.length, articles };
      prepare(articles);
    }
    return known.articles;
  };
  eleventyConfig.on("eleventy.before", () => { known = null; });
  eleventyConfig.addCollection("articles", newestFirst);
  eleventyConfig.addCollection("sectionPages", (api) =>
    [...grouped(newestFirst(api), (one) => [section(one)])].flatMap(([key, members]) =>
      pages(key, title(key), key, members)));
  eleventyConfig.addCollection("tagPages", (api) =>
    [...grouped(newestFirst(api), (one) => one.data.tags)].flatMap(([key, members]) =>
      pages(slug(key), key, `tags/${slug(key)}`, members)));
  eleventyConfig.addCollection("personPages", (api) =>
    [...grouped(newestFirst(api), (one) => one.data.authors)].flatMap(([key, members]) =>
      pages(key, key, `people/${key}`, members)));

  eleventyConfig.addFilter("near", (inputPath) => byAddress.get(inputPath));
  eleventyConfig.addFilter("sectionOf", section);
  eleventyConfig.addFilter("title", title);
  eleventyConfig.addFilter("slugged", slug);
  eleventyConfig.addFilter("iso", (date) => new Date(date).toISOString().replace(".000Z", "Z"));
  eleventyConfig.addFilter("rfc", (date) => new Date(date).toUTCString());
  eleventyConfig.addFilter("day", (value) => {
    const date = new Date(value);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  });
  eleventyConfig.addFilter("minute", (value) => {
    const date = new Date(value);
    return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  });
  eleventyConfig.addFilter("json", (value) => JSON.stringify(value).replaceAll("<", "\\u003c"));
  eleventyConfig.addFilter("head", (items, from, to) => items.slice(from, to));
  eleventyConfig.addFilter("ofSection", (items, key, count) => {
    const found = [];
    for (const one of items) {
      if (section(one) === key) found.push(one);
      if (found.length === count) break;
    }
    return found;
  });
}

export const config = {
  dir: { input: ".", includes: "_includes", data: "_data", output: "public" },
  templateFormats: ["md", "njk"],
  markdownTemplateEngine: false,
  htmlTemplateEngine: false,
};
