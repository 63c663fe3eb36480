// What every article has: its template, and the address that all generators of the benchmark give it.
export default {
  layout: "article.njk",
  permalink: ({ page }) => {
    const [, , section] = page.filePathStem.split("/");
    const month = String(page.date.getUTCMonth() + 1).padStart(2, "0");
    return `/${section}/${page.date.getUTCFullYear()}/${month}/${page.fileSlug}.html`;
  },
};
