using System.Text.RegularExpressions;

namespace Csirt.Directory.Towns;

/// <summary>Ids and addresses as the files write them.</summary>
internal static partial class DirectoryIds
{
    /// <summary>The entry's <c>id</c>; noted where it is malformed or was used before.</summary>
    public static string ReadId(this Entry entry, HashSet<string> used) => entry.ReadId("id", used);

    /// <summary>The same for an entry that is called by a <c>name</c>.</summary>
    public static string ReadName(this Entry entry, HashSet<string> used) => entry.ReadId("name", used);

    private static string ReadId(this Entry entry, string key, HashSet<string> used)
    {
        var id = entry.Text(key);
        if (id.Length > 0 && !IdForm().IsMatch(id))
        {
            entry.Error(key, $"「{id}」は使用できません。英小文字で始まる英小文字・数字・ハイフン32字以内で書いてください。");
        }
        else if (!used.Add(id) && id.Length > 0)
        {
            entry.Error(key, $"「{id}」は2回使われています。");
        }

        return id;
    }

    /// <summary>A mail address. A demo town's lead nowhere: demo mail must never reach a stranger.</summary>
    public static string? ReadMail(this Entry entry, bool demo)
    {
        if (entry.OptionalText("mail") is not { } mail)
        {
            return null;
        }

        if (!MailForm().IsMatch(mail))
        {
            entry.Error("mail", $"「{mail}」はメールアドレスの形ではありません。");
        }
        else if (demo && !mail.EndsWith(".example.jp", StringComparison.Ordinal) && !mail.EndsWith(".example", StringComparison.Ordinal))
        {
            entry.Error("mail", $"「{mail}」: デモの団体では .example.jp か .example で終わるアドレスだけを使用できます。");
        }

        return mail;
    }

    public static string? ReadPhone(this Entry entry, string key)
    {
        var phone = entry.OptionalText(key);
        if (phone is not null && !PhoneForm().IsMatch(phone))
        {
            entry.Error(key, $"「{phone}」は電話番号の形ではありません。数字、ハイフン、先頭の「内線」だけを使用できます。");
        }

        return phone;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")]
    private static partial Regex MailForm();

    [GeneratedRegex(@"^(内線 ?)?\+?[0-9][0-9-]{0,18}$")]
    private static partial Regex PhoneForm();
}
