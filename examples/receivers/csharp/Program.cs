// A receiver for .NET 8 and later, without packages: SECRET=whsec_... dotnet run --urls http://127.0.0.1:8000
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

var key = Convert.FromBase64String(Environment.GetEnvironmentVariable("SECRET")!.Replace("whsec_", ""));
var seen = new ConcurrentDictionary<string, bool>(); // In your program: a column of the database that takes each id once.
var app = WebApplication.Create(args);

app.Map("/{**path}", async (HttpRequest request) =>
{
    using var body = new MemoryStream(); // The body as it came: parsed and written again, it is another.
    await request.Body.CopyToAsync(body);
    string id = request.Headers["webhook-id"].ToString(), sent = request.Headers["webhook-timestamp"].ToString();
    var nowS = DateTimeOffset.UtcNow.ToUnixTimeSeconds(); // Older than five minutes: somebody sends it again.
    if (!long.TryParse(sent, out var sentS) || sentS < nowS - 300 || sentS > nowS + 300) return Results.Unauthorized();
    byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{sent}."), .. body.ToArray()];
    var wanted = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content)));
    var given = request.Headers["webhook-signature"].ToString().Split(' '); // Two while the secret changes.
    if (!given.Any(each => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(each), wanted))) return Results.Unauthorized();
    if (seen.TryAdd(id, true)) Console.WriteLine($"{id} {request.Path}{request.QueryString} {Encoding.UTF8.GetString(body.ToArray())}");
    return Results.NoContent();
});
app.Run();
