using Csirt.AllInOne;
using Csirt.Platform.Hosting;

var app = CsirtHost.Build(args, "http://localhost:5080", AllServices.Modules);
app.Lifetime.ApplicationStarted.Register(() =>
{
    Console.WriteLine($"Csirt を起動しました: {string.Join(" ", app.Urls)}");
    Console.WriteLine($"データの保存先: {app.Services.GetRequiredService<DataDirectory>().Root}");
});
await app.RunAsync();
