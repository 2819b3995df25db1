export function Authors() {
  return (
    <article class="page">
      <h1>Authors</h1>
    </article>
  );
}
