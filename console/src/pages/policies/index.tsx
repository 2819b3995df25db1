export function Policies() {
  return (
    <article class="page">
      <h1>Policies</h1>
    </article>
  );
}
