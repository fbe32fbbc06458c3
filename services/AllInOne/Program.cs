using Csirt.AllInOne;
using Csirt.Platform.Hosting;

return await CsirtHost.RunAsync(args, "http://localhost:5080", AllServices.Modules, app =>
{
    Console.WriteLine($"Csirt を起動しました: {string.Join(" ", app.Urls)}");
    Console.WriteLine($"データの保存先: {app.Services.GetRequiredService<DataDirectory>().Root}");
});
