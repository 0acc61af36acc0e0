Console.WriteLine("conduit");
